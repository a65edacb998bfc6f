{ lib, ... }:
{
  services.llama-cpp.enable = true;

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
