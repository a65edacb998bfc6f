import /nowhere/at/all.nix
