{
  description = "nixwiz: a configuration wizard for NixOS hosts";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      forAllSystems = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
    in
    {
      # The libraries and tools of the build. The Swift of nixpkgs is older than 6.3, so the
      # toolchain comes from https://www.swift.org/install/linux/, or use the static executable.
      devShells = forAllSystems (pkgs: {
        default = pkgs.mkShell {
          packages = [
            pkgs.mandoc
            pkgs.ncurses
            pkgs.nettle
            pkgs.pciutils
            pkgs.libxcrypt
            pkgs.pkg-config
          ];
        };
      });

      formatter = forAllSystems (pkgs: pkgs.nixfmt);
    };
}
