{
  services.llama-cpp = {
    enable = true;
    settings = {
      host = "127.0.0.1";
      port = 8080;
      ctx-size = 32768;
      flash-attn = "on";
      model = "/srv/models/gpt-oss-120b.gguf";
    };
  };
}
