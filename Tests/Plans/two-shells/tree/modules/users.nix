{ pkgs, ... }:
{
  users.users = {
    ada = {
      isNormalUser = true;
      extraGroups = [
        "networkmanager"
        "wheel"
      ];
      shell = pkgs.zsh;
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    };
    bob = {
      isNormalUser = true;
      shell = pkgs.fish;
      hashedPasswordFile = "/var/lib/nixwiz/bob.passwd";
    };
  };

  programs = {
    fish.enable = true;
    zsh.enable = true;
  };
}
