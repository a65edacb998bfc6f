{
  host.name = "several";
  llama = {
    host = "::";
    port = 9292;
    openFirewall = true;
    context = 16384;
    settings.flash-attn = "on";
    swap = {
      "gpt-oss:20b" = "ggml-org/gpt-oss-20b-GGUF";
      local = "/srv/models/it's a model.gguf";
    };
    swapIdle = 1800;
  };
  webui.enable = true;
}
