#!/usr/bin/env bash
# Paired timings of whole processes on this machine: ours and the neighbour's, one after the other,
# so that what else the machine does hits both. Prints medians and the median of the ratios.
#
#   run.sh EXECUTABLE [ROUNDS]
set -euo pipefail

program=$(realpath "${1:?usage: run.sh EXECUTABLE [ROUNDS]}") rounds=${2:-41}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Microseconds that a command takes.
microseconds() {
  local start=${EPOCHREALTIME/./}
  "$@" >/dev/null 2>&1 || true
  echo $((${EPOCHREALTIME/./} - start))
}

median() { sort -n | sed -n "$(((rounds + 1) / 2))p"; }

# compare NAME OURS… -- THEIRS…
compare() {
  local name=$1 ours=() theirs=() mine other
  shift
  while [ "$1" != -- ]; do ours+=("$1"); shift; done
  shift
  theirs=("$@")
  : >ours.txt; : >theirs.txt; : >ratios.txt; : >excess.txt
  for _ in $(seq "$rounds"); do
    rm -rf fresh
    mine=$(microseconds "${ours[@]}")
    other=$(microseconds "${theirs[@]}")
    echo "$mine" >>ours.txt
    echo "$other" >>theirs.txt
    echo $((1000 * mine / other)) >>ratios.txt
    echo $((mine - other)) >>excess.txt
  done
  printf '%-32s ours %7d µs  theirs %7d µs  ratio %d.%03d  difference %d µs\n' "$name" \
    "$(median <ours.txt)" "$(median <theirs.txt)" \
    $(($(median <ratios.txt) / 1000)) $(($(median <ratios.txt) % 1000)) "$(median <excess.txt)"
}

if command -v lspci >/dev/null; then
  compare "probe / lspci -nnk" "$program" probe --json -- lspci -nnk
fi

"$program" generate --output flake >/dev/null 2>&1
mapfile -t files < <(find flake -name '*.nix' -not -path '*/.nixwiz/*' | sort)
if command -v nix-instantiate >/dev/null; then
  export NIX_REMOTE=dummy://
  compare "generate / nix-instantiate --parse" \
    "$program" generate --output fresh -- nix-instantiate --parse "${files[@]}"
  compare "dry run / nix-instantiate --parse" \
    "$program" generate --output fresh --dry-run -- nix-instantiate --parse "${files[@]}"
fi
