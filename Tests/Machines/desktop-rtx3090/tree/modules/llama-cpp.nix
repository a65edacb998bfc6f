{
  services.llama-cpp = {
    enable = true;
    settings.hf-repo = "ggml-org/gpt-oss-20b-GGUF";
  };

  # The unit has no home of its own.
  systemd.services.llama-cpp.environment.HF_HUB_CACHE = "/var/cache/llama-cpp";
}
