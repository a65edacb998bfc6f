# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "zephyrus";
    release = "unstable";
    stateVersion = "26.11";
  };
  time.timeZone = "America/New_York";
  keyboard = {
    layout = "us";
    variant = "dvorak";
    options = "caps:escape";
  };
  users = [
    {
      description = "Grace Hopper";
      hashedPassword = "$6$nixwizfixture$p1o1j8dI473ywkRo8bnKe95kgDrV/kL/jxIC4xF7UXBqNmWZlcZUYP5zjSOysBLFcE5Qiqw5tU9CXm7R2A9D40";
      name = "grace";
      shell = "fish";
    }
  ];
  graphics.enable32Bit = true;
  desktop.printing = true;
  packages.system = [
    "git"
    "steam"
  ];
  nix.unfreePackages = [
    "steam"
    "steam-unwrapped"
  ];
}
