{
  services.llama-cpp = {
    enable = true;
    settings = {
      ctx-size = 32768;
      flash-attn = "on";
      model = "/srv/models/gpt-oss-120b.gguf";
    };
  };
}
