{
  services.llama-cpp = {
    enable = true;
    settings = {
      host = "127.0.0.1";
      port = 8080;
    };
  };

  # The unit has no home of its own.
  systemd.services.llama-cpp.environment.HF_HUB_CACHE = "/var/cache/llama-cpp";
}
