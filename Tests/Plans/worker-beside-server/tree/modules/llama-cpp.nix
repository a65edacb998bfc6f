{ lib, pkgs, ... }:
{
  services.llama-cpp = {
    enable = true;
    openFirewall = true;
    settings.host = "10.0.0.2";
  };

  systemd.services = {
    llama-cpp = {
      # The unit has no home of its own.
      environment = {
        HF_HUB_CACHE = "/var/cache/llama-cpp";
        XDG_CACHE_HOME = "/var/cache/llama-cpp";
      };
      # Radeon 8060S Graphics shares the memory, whose size is in /proc/meminfo
      serviceConfig.ProcSubset = lib.mkForce "all";
    };

    # Lends the GPUs to llama-server of other machines; there is no password.
    llama-rpc = {
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      environment.LLAMA_CACHE = "/var/cache/llama-rpc";
      serviceConfig = {
        ExecStart = lib.escapeShellArgs [
          (lib.getExe' pkgs.llama-cpp "llama-rpc-server")
          "--host"
          "10.0.0.2"
          "--port"
          "50052"
        ];
        DynamicUser = true;
        # The devices of the GPUs are open to these groups, where not to all.
        SupplementaryGroups = [
          "render"
          "video"
        ];
        CacheDirectory = "llama-rpc";
        ProtectHome = true;
        ProtectKernelModules = true;
        ProtectKernelTunables = true;
        RestrictAddressFamilies = [
          "AF_INET"
          "AF_INET6"
          "AF_UNIX"
        ];
        Restart = "on-failure";
      };
    };
  };

  networking.firewall.allowedTCPPorts = [ 50052 ];
}
