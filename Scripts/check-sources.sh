#!/usr/bin/env bash
# Rules about the sources that neither the compiler nor the formatter knows.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

# A file over 600 lines is a mistake; over 400 it is a design question. Tables of data are exempt.
while IFS= read -r file; do
  lines=$(wc -l <"$file")
  if [ "$lines" -gt 600 ]; then
    echo "error: $file has $lines lines, the limit is 600" >&2
    failed=1
  elif [ "$lines" -gt 400 ]; then
    echo "warning: $file has $lines lines; 400 is the aim" >&2
  fi
done < <(git ls-files --cached --others --exclude-standard -- 'Sources/*.swift' 'Sources/*.h' \
  'Tests/*.swift' 'Package.swift' 'Scripts/*' | sort)

# Foundation would add 44 MB to the static executable.
if grep -rnE '^\s*((private|package|internal|public)\s+)?import Foundation' Sources; then
  echo "error: Foundation is not to be imported" >&2
  failed=1
fi

# Only one target writes to the user's disk; recordings of machines are written where they are made.
if grep -rnE '(^|[^.A-Za-z])(rename|mkdir|rmdir|unlink|symlink|ftruncate)\(' Sources \
  --include='*.swift' | grep -vE '^Sources/(TreeWriter|HardwareProbe/SystemRecording)|case symlink\('; then
  echo "error: only TreeWriter writes to disk" >&2
  failed=1
fi

exit $failed
