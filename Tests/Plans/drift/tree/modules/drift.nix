{
  # Compares this machine with the one that this flake was made for. The unit fails when something
  # changed: `journalctl -u nixwiz-drift` tells what, and `nixwiz regenerate` follows it.
  systemd.services.nixwiz-drift = {
    description = "Comparison of this machine with its flake";
    wantedBy = [ "multi-user.target" ];
    startAt = "daily";
    restartIfChanged = false;
    unitConfig = {
      ConditionFileIsExecutable = "/run/current-system/sw/bin/nixwiz";
      ConditionPathExists = "/srv/config/.nixwiz/manifest.json";
    };
    serviceConfig = {
      Type = "oneshot";
      ExecStart = "/run/current-system/sw/bin/nixwiz regenerate --dry-run --quiet /srv/config";
      NoNewPrivileges = true;
      PrivateNetwork = true;
      PrivateTmp = true;
      ProtectHome = "read-only";
      ProtectSystem = "strict";
    };
  };
}
