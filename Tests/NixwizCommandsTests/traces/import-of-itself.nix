import ./import-of-itself.nix
