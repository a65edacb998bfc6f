#!/usr/bin/env bash
# Paired timings of whole processes on this machine: ours and the neighbour's, one after the other,
# so that what else the machine does hits both. Prints medians and the median of the ratios.
#
# With NIXPKGS=DIR, a nixpkgs tree, and GNU time: CPU time and peak memory of the evaluation of a
# minimal NixOS system too.
#
#   [NIXPKGS=DIR] run.sh EXECUTABLE [ROUNDS]
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

# CPU time in ms (user and system) and peak memory in MB of a command.
cost() {
  command time -f '%U %S %M' -o cost.txt "$@" >/dev/null 2>&1
  awk '{ printf "%d %d\n", ($1 + $2) * 1000, $3 / 1024 }' cost.txt
}

# The median over the pairs of an awk expression of their columns.
column() { awk "{ printf \"%d\\n\", $1 }" costs.txt | median; }

# Nine pairs: an evaluation takes seconds, and its CPU time varies little.
if [ -n "${NIXPKGS:-}" ] && command -v nix-instantiate time >/dev/null; then
  rounds=9
  cat >system.nix <<EOF
(import $NIXPKGS/nixos/lib/eval-config.nix {
  system = "x86_64-linux";
  modules = [ {
    boot.loader.grub.enable = false;
    fileSystems."/" = { device = "/dev/disk/by-label/root"; fsType = "ext4"; };
    system.stateVersion = "26.05";
  } ];
}).config.system.build.toplevel.drvPath
EOF
  nix-instantiate --eval --readonly-mode system.nix >/dev/null 2>error.txt || {
    echo "error: this nix-instantiate does not evaluate $NIXPKGS:" >&2
    head -n 5 error.txt >&2
    exit 1
  }
  for _ in $(seq "$rounds"); do
    read -r mine memory < <(cost "$program" eval system.nix)
    read -r other others < <(cost nix-instantiate --eval --readonly-mode system.nix)
    echo "$mine $other $memory $others" >>costs.txt
  done
  printf '%-32s ours %7d ms  theirs %7d ms  ratio 0.%03d\n' "minimal system, CPU time" \
    "$(column '$1')" "$(column '$2')" "$(column '1000 * $1 / $2')"
  printf '%-32s ours %7d MB  theirs %7d MB  ratio %d/1000\n' "minimal system, peak memory" \
    "$(column '$3')" "$(column '$4')" "$(column '1000 * $3 / $4')"
fi
