# A secret is a file that agenix has encrypted, and a file of /run/agenix on the machine:
#   age.secrets.restic-password.file = ../secrets/restic-password.age;
{ inputs, pkgs, ... }:
{
  imports = [ inputs.agenix.nixosModules.default ];

  age.identityPaths = [ "/var/lib/ssh/ssh_host_ed25519_key" ];

  environment.systemPackages = [
    inputs.agenix.packages.${pkgs.stdenv.hostPlatform.system}.default
  ];
}
