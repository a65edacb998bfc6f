{
  host.name = "zephyrus";
  time.timeZone = "America/New_York";
  keyboard = {
    layout = "us";
    variant = "dvorak";
    options = "caps:escape";
  };
  users = [
    {
      name = "grace";
      description = "Grace Hopper";
      hashedPassword = "$6$nixwizfixture$p1o1j8dI473ywkRo8bnKe95kgDrV/kL/jxIC4xF7UXBqNmWZlcZUYP5zjSOysBLFcE5Qiqw5tU9CXm7R2A9D40";
      shell = "fish";
    }
  ];
  desktop.printing = true;
  graphics.enable32Bit = true;
  packages.system = [
    "git"
    "steam"
  ];
  nix.unfreePackages = [
    "steam"
    "steam-unwrapped"
  ];
}
