{
  nixpkgs.overlays = [ (final: prev: { hello = final.hello.override { }; }) ];
  environment.etc.x.text = "x";
  imports = [ ({ pkgs, ... }: { environment.systemPackages = [ pkgs.hello ]; }) ];
}
