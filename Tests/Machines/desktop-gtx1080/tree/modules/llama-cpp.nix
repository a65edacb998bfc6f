{
  services.llama-cpp = {
    enable = true;
    settings = {
      host = "127.0.0.1";
      port = 8080;
      model = "/var/lib/models/qwen3-8b-q4_k_m.gguf";
    };
  };
}
