# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "spring";
    release = "26.05";
    stateVersion = "26.05";
  };
  llama = {
    enable = true;
    service = true;
  };
  ollama.enable = true;
  desktop.environment = "cosmic";
}
