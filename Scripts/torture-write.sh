#!/usr/bin/env bash
# Kills a run of `nixwiz regenerate` at each of its system calls that change a disk, then fills the
# disk at each of them, and looks whether the tree is always the old one or the new one and whether
# the next run makes it the new one. Needs strace.
#
#   Scripts/torture-write.sh NIXWIZ OLD-MACHINE NEW-MACHINE
#
# NIXWIZ is a program, the machines are folders for its --root. Prints how many points were tried;
# with STEP=N only every Nth one is.
set -euo pipefail

[ $# -eq 3 ] || { echo "usage: $0 NIXWIZ OLD-MACHINE NEW-MACHINE" >&2; exit 2; }
nixwiz=$1 old=$2 new=$3
command -v strace >/dev/null || { echo "error: this needs strace" >&2; exit 2; }

# The calls that change something, and those between which a run may be killed.
calls=mkdir,mkdirat,openat,write,link,linkat,symlink,symlinkat,rename,renameat,renameat2,unlink
calls+=,unlinkat,rmdir,chmod,fchmod,fchmodat,chown,fchownat,utimensat,fsync,fdatasync,syncfs,flock,close

scratch=$(mktemp -d "${TMPDIR:-/tmp}/nixwiz-torture-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
tree=$scratch/at/flake

# A flake of the old machine with an edit, kept to begin every try with.
"$nixwiz" generate --root "$old" --set host.name=carbon --output "$tree" >/dev/null
echo '# Mine.' >>"$tree/hosts/carbon/default.nix"
echo '# Mine.' | cat - "$tree/modules/system.nix" >"$scratch/edited"
cat "$scratch/edited" >"$tree/modules/system.nix"
cp -a "$scratch/at" "$scratch/start"

run() { "$@" "$nixwiz" regenerate "$tree" --root "$new" --quiet >/dev/null 2>"$scratch/err"; }
reset() { rm -rf "$scratch/at" && cp -a "$scratch/start" "$scratch/at"; }
# Every file with its content, in and beside the tree, without what can be undone.
print() { (cd "$1" && find . -type f ! -path '*/.nixwiz/undo/*' -print0 | sort -z | xargs -0 sha256sum); }

before=$(print "$tree")
run env
after=$(print "$tree")
[ "$before" != "$after" ] || { echo "error: the machines make no difference" >&2; exit 2; }

# strace counts the calls of each thread; the numbers of those that the writing thread makes, from
# the first folder that it makes on, in the full set and in the set that a full disk refuses.
refused=mkdir,mkdirat,openat,write,link,linkat,symlink,symlinkat,rename,renameat,renameat2
points() { # CALLS
  reset
  run strace -f -qq -e "trace=$1" -o "$scratch/log"
  awk '/\+\+\+|---/ { next }
    { count[$1]++; if (!writer && $2 ~ /^mkdir/) { writer = $1; first = count[$1] } }
    END { print first, count[writer] }' "$scratch/log"
}

tried=0 torn=0
try() { # NAME INJECTION
  reset
  run strace -f -qq -e "trace=$calls" -e "inject=$2" -o /dev/null || true
  tried=$((tried + 1))
  now=$(print "$tree" 2>/dev/null || true)
  if [ "$now" != "$before" ] && [ "$now" != "$after" ]; then
    echo "torn: $1" >&2
    torn=$((torn + 1))
  fi
  if ! run env || [ "$(print "$tree")" != "$after" ] || [ "$(ls -A "$scratch/at")" != flake ]; then
    echo "not mended by the next run: $1" >&2
    torn=$((torn + 1))
  fi
}

read -r first total < <(points "$calls")
for ((point = first; point <= total; point += ${STEP:-1})); do
  try "killed at call $point of $total" "$calls:signal=KILL:when=$point"
done
killed=$tried
read -r first total < <(points "$refused")
for ((point = first; point <= total; point += ${STEP:-1})); do
  try "disk full from call $point of $total" "$refused:error=ENOSPC:when=$point+"
done
echo "$tried points tried ($killed killed, $((tried - killed)) with a full disk), $torn torn"
[ "$torn" -eq 0 ]
