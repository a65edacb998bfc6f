#!/usr/bin/env bash
# Takes the symbols out of the static executable and looks at what was linked.
#
#   finish-static.sh LINKED STRIPPED
set -euo pipefail

linked=${1:?} stripped=${2:?}

# swift-argument-parser brings FoundationEssentials (7 MB); the rest of Foundation is 44 MB more
# and must not come in by the back door.
if nm "$linked" | grep -qE '\$s10Foundation|\$s28FoundationInternationalization'; then
  echo "error: Foundation is linked into the static executable" >&2
  exit 1
fi
strip -s -o "$stripped" "$linked"

# What is ours may grow by whole features, not by accident: the limit is checked by hand and moved
# with a reason.
size=$(stat -c %s "$stripped")
limit=$((32 * 1024 * 1024))
if [ "$size" -gt "$limit" ]; then
  echo "error: the static executable has $size bytes, the limit is $limit" >&2
  exit 1
fi
