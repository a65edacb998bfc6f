{
  services.llama-cpp = {
    enable = true;
    settings.model = "/var/lib/models/qwen3-8b-q4_k_m.gguf";
  };
}
