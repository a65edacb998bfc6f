# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "tahiti";
    release = "unstable";
    stateVersion = "26.11";
  };
  boot.kernel = "6.12";
}
