{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { nixpkgs, ... }:
    let
      host =
        kernel:
        nixpkgs.lib.nixosSystem {
          modules = [
            ./box.nix
            ({ pkgs, ... }: { boot.kernelPackages = kernel pkgs; })
          ];
        };
    in
    {
      nixosConfigurations = {
        # Driver 390 builds for kernels before 6.18.
        old = host (pkgs: pkgs.linuxPackages_5_15);
        newer = host (pkgs: pkgs.linuxKernel.packages.linux_6_12);
        given = host (pkgs: pkgs.linuxPackagesFor pkgs.linux_6_6);
        standard = host (pkgs: pkgs.linuxPackages);
        gone = host (pkgs: pkgs.linuxPackages_6_17);
      };
    };
}
