# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "stable";
    release = "25.11";
    stateVersion = "25.11";
  };
  llama = {
    enable = true;
    service = true;
    model = "/var/lib/models/model.gguf";
    context = 16384;
    host = "0.0.0.0";
    port = 9000;
    openFirewall = true;
  };
}
