{
  services.restic.backups.system = {
    initialize = true;
    repository = "sftp:backup@example.org:/web";
    # On the machine only: without it the backups cannot be read, so keep a copy elsewhere.
    passwordFile = "/var/lib/nixwiz/restic.password";
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
