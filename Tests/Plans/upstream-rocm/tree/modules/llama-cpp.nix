{ pkgs, ... }:
{
  services.llama-cpp = {
    enable = true;
    package = pkgs.llamaPackages.llama-cpp;
  };

  # The unit has no home of its own.
  systemd.services.llama-cpp.environment = {
    HF_HUB_CACHE = "/var/cache/llama-cpp";
    ROCR_VISIBLE_DEVICES = "0";
  };
}
