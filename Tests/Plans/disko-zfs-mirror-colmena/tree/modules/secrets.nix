# A secret is a value in a file that sops has encrypted, and a file of /run/secrets on the machine:
#   sops.secrets."restic/password".sopsFile = ../secrets/host.yaml;
{ inputs, ... }:
{
  imports = [ inputs.sops-nix.nixosModules.sops ];

  # The key of the ssh server opens the secrets of this host.
  sops.age.sshKeyPaths = [ "/etc/ssh/ssh_host_ed25519_key" ];
}
