let nixpkgs = 1; in nixpkg
