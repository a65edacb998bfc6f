# Writers want all their arguments.
{ pkgs, ... }:
{
  environment.systemPackages = [
    (pkgs.writeShellApplication {
      name = "hello";
      runtimeInputs = [ pkgs.git ];
    })
  ];
}
