{
  # An NVIDIA card of compute capability 6.1 with NVIDIA's driver
  services.llama-cpp = {
    enable = true;
    settings = {
      host = "127.0.0.1";
      port = 8080;
      model = "/var/lib/models/qwen3-8b-q4_k_m.gguf";
    };
  };
}
