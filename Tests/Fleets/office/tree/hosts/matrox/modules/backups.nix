{
  services.restic.backups.system = {
    initialize = true;
    repository = "/mnt/backups";
    # On the machine only: without it the backups cannot be read, so keep a copy elsewhere.
    passwordFile = "/var/lib/nixwiz/backup.key";
    paths = [
      "/etc/nixos"
      "/home"
      "/var/lib"
    ];
    timerConfig = {
      OnCalendar = "daily";
      # After a night in which the machine was off, at the next start.
      Persistent = true;
    };
    pruneOpts = [
      "--keep-daily 7"
      "--keep-weekly 5"
      "--keep-monthly 12"
    ];
  };
}
