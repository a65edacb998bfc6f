# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "grub";
    release = "unstable";
    stateVersion = "26.11";
  };
  boot = {
    loader = "grub";
    touchEfi = false;
    generations = 5;
    kernel = "latest";
  };
  desktop.environment = "none";
}
