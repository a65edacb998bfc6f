{
  services.llama-cpp = {
    enable = true;
    settings = {
      host = "127.0.0.1";
      port = 8080;
    };
  };

  systemd.services.llama-cpp = {
    # The unit has no home of its own.
    environment = {
      HF_HUB_CACHE = "/var/cache/llama-cpp";
      ROCR_VISIBLE_DEVICES = "0";
    };
  };
}
