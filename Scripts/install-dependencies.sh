#!/usr/bin/env bash
# Installs what the build needs and this machine lacks; does nothing when all is there.
#
#   install-dependencies.sh [build] [test] [static]
#
# On Debian and its kin the packages are installed with apt; elsewhere, or without the right to,
# it says what is missing.
set -euo pipefail

declare -A packages=(
  [build]="libncurses-dev libpci-dev nettle-dev libcrypt-dev pkg-config"
  [test]="mandoc git"
  [static]="dpkg-dev binutils make patch xz-utils"
)

have() { command -v "$1" >/dev/null; }

# Whether the machine already has what a group of packages is for.
satisfied() {
  case $1 in
  build) have pkg-config && pkg-config --exists ncursesw libpci nettle libcrypt ;;
  test) have mandoc && have git ;;
  static) have dpkg-source && have strip && have make && have patch && have xz ;;
  esac
}

missing=()
for group in "${@:-build}"; do
  # shellcheck disable=SC2206 # the list is split on purpose
  satisfied "$group" || missing+=(${packages[$group]})
done

if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
  if have apt-get && "${as_root[@]}" true 2>/dev/null; then
    echo "installing: ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" \
      apt-get install -y -q --no-install-recommends "${missing[@]}"
  else
    echo "error: this machine lacks what the build needs" >&2
    echo "  Debian, Ubuntu:  sudo apt-get install ${missing[*]}" >&2
    echo "  elsewhere:       the headers of ncursesw, libpci, nettle and libcrypt, pkg-config," >&2
    echo "                   mandoc and the GNU binary tools, under the names of your system" >&2
    echo "  with Nix:        nix develop" >&2
    exit 1
  fi
fi

if ! have swift; then
  echo "error: there is no Swift toolchain (6.3 or later) on the PATH" >&2
  echo "  fix: install one from https://www.swift.org/install/linux/" >&2
  exit 1
fi
