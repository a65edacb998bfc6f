#!/usr/bin/env bash
# Builds libpci.a into the folder named by the first argument.
#
# Debian ships libpci as a shared library only, and a static executable needs the archive. It is
# built from the source package of the distribution's own version, fetched with a private apt
# configuration, so that the machine's own sources stay as they are. PCIUTILS_SOURCE may name an
# unpacked pciutils tree instead (for other systems, or without a network).
set -euo pipefail

target=${1:?usage: static-libpci.sh FOLDER}
[ -e "$target/libpci.a" ] && exit 0
mkdir -p "$target"
work=$(mktemp -d "$target/work-XXXXXX")
trap 'rm -rf "$work"' EXIT

fetch_source_with_apt() {
  . /etc/os-release
  local apt=$work/apt mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
  local components=main keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  if [ "$ID" = ubuntu ]; then
    mirror=${DEBIAN_MIRROR:-http://archive.ubuntu.com/ubuntu}
    keyring=/usr/share/keyrings/ubuntu-archive-keyring.gpg
  fi
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$work/source"
  echo "deb-src [signed-by=$keyring] $mirror $VERSION_CODENAME $components" >"$apt/sources.list"
  local options=(
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=/nonexistent"
    -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache"
    -o "APT::Sandbox::User=root" -o "Acquire::Retries=3"
  )
  apt-get "${options[@]}" -q update
  (cd "$work/source" && apt-get "${options[@]}" -q source pciutils)
}

if [ -n "${PCIUTILS_SOURCE:-}" ]; then
  cp -r "$PCIUTILS_SOURCE" "$work/source"
  tree=$work/source
elif command -v apt-get >/dev/null && [ -r /etc/os-release ]; then
  fetch_source_with_apt >"$target/libpci.log" 2>&1 || {
    tail -n 20 "$target/libpci.log" >&2
    echo "error: the source of pciutils could not be fetched" >&2
    echo "  fix: name an unpacked source tree: make static PCIUTILS_SOURCE=FOLDER" >&2
    exit 1
  }
  tree=$(find "$work/source" -mindepth 1 -maxdepth 1 -type d -name 'pciutils-*' -print -quit)
else
  echo "error: libpci.a is missing and there is no apt-get to fetch its source with" >&2
  echo "  fix: name an unpacked source tree: make static PCIUTILS_SOURCE=FOLDER" >&2
  exit 1
fi

# No optional part: no compressed pci.ids, no DNS look-ups, no kmod, no hwdb.
make -C "$tree" lib/libpci.a SHARED=no ZLIB=no DNS=no LIBKMOD=no HWDB=no \
  >>"$target/libpci.log" 2>&1 || { tail -n 20 "$target/libpci.log" >&2; exit 1; }
cp "$tree/lib/libpci.a" "$target/libpci.a.new"
mv "$target/libpci.a.new" "$target/libpci.a"
