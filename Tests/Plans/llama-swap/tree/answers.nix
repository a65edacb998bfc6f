# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "several";
    release = "unstable";
    stateVersion = "26.11";
  };
  llama = {
    swap = {
      "gpt-oss:20b" = "ggml-org/gpt-oss-20b-GGUF";
      local = "/srv/models/it's a model.gguf";
    };
    swapIdle = 1800;
    context = 16384;
    host = "::";
    port = 9292;
    openFirewall = true;
    settings.flash-attn = "on";
  };
  webui.enable = true;
}
