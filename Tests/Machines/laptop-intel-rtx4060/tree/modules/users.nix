{ pkgs, ... }:
{
  users.users.grace = {
    isNormalUser = true;
    description = "Grace Hopper";
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    shell = pkgs.fish;
    hashedPassword = "$6$nixwizfixture$p1o1j8dI473ywkRo8bnKe95kgDrV/kL/jxIC4xF7UXBqNmWZlcZUYP5zjSOysBLFcE5Qiqw5tU9CXm7R2A9D40";
  };

  programs.fish.enable = true;
}
