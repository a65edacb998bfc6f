{
  services.llama-cpp = {
    enable = true;
    openFirewall = true;
    settings = {
      host = "0.0.0.0";
      ctx-size = 32768;
      gpu-layers = "all";
      hf-repo = "ggml-org/Qwen3-32B-GGUF:Q8_0";
      parallel = 2;
      rpc = "10.0.0.2:50052";
    };
  };

  # The unit has no home of its own.
  systemd.services.llama-cpp.environment.HF_HUB_CACHE = "/var/cache/llama-cpp";
}
