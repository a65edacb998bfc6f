{ lib, ... }:
{
  services.llama-cpp = {
    enable = true;
    openFirewall = true;
    settings = {
      host = "0.0.0.0";
      ctx-size = 131072;
    };
  };

  systemd.services.llama-cpp = {
    # The unit has no home of its own.
    environment = {
      HF_HUB_CACHE = "/var/cache/llama-cpp";
      XDG_CACHE_HOME = "/var/cache/llama-cpp";
    };
    # Radeon 8060S Graphics shares the memory, whose size is in /proc/meminfo
    serviceConfig.ProcSubset = lib.mkForce "all";
  };
}
