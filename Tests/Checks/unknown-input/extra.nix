{ inputs, pkgs, ... }:
{
  imports = [ inputs.secrets.nixosModules.default ];
  nixpkgs.overlays = [ inputs.tools.overlays.default ];
  secrets.key.owner = "root";
  environment.systemPackages = [ pkgs.their-tool inputs.tools.packages.x86_64-linux.other ];
}
