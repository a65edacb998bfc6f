#!/usr/bin/env bash
# The main job on this machine: its hardware, every default, a checked flake in a folder.
#
#   run-here.sh EXECUTABLE FOLDER
set -euo pipefail

program=${1:?} folder=${2:?}
if [ -t 0 ] && [ -t 1 ]; then
  read -r -p "Write the configuration of this machine to ./$folder? [Y/n] " answer
  case $answer in [nN]*) exec "$program" generate --output "$folder" --dry-run ;; esac
fi
exec "$program" generate --output "$folder"
