{
  services.llama-cpp.enable = true;

  # The unit has no home of its own.
  systemd.services.llama-cpp.environment.HF_HUB_CACHE = "/var/cache/llama-cpp";
}
