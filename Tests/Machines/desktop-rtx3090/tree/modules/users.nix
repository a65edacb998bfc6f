{ pkgs, ... }:
{
  users.users.marie = {
    isNormalUser = true;
    description = "Marie Ampère";
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    shell = pkgs.zsh;
    hashedPasswordFile = "/var/lib/nixwiz/marie.passwd";
  };

  programs.zsh.enable = true;
}
