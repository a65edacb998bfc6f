# `import nixpkgs { … }`.
(import ./base.nix).instantiate
