# The options of lanzaboote.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkOption types;
  cfg = config.boot.lanzaboote;
in
{
  options.boot.lanzaboote = {
    enable = mkEnableOption "lanzaboote";
    configurationLimit = mkOption {
      type = types.nullOr types.int;
      default = config.boot.loader.systemd-boot.configurationLimit;
    };
    pkiBundle = mkOption { type = types.nullOr types.externalPath; };
    publicKeyFile = mkOption {
      type = types.path;
      default = "${cfg.pkiBundle}/keys/db/db.pem";
    };
    privateKeyFile = mkOption {
      type = types.path;
      default = "${cfg.pkiBundle}/keys/db/db.key";
    };
    package = mkOption {
      type = types.package;
      default = lib.facts.opaque "lzbt";
    };
    settings = mkOption {
      type = types.attrsOf types.anything;
      default = { };
    };
    sortKey = mkOption {
      type = types.str;
      default = "lanza";
    };
    bootCounting.initialTries = mkOption {
      type = types.ints.u32;
      default = 0;
    };
    logLevel = mkOption {
      type = types.enum [ "info" "debug" ];
      default = "info";
    };
    installCommand = mkOption {
      type = types.str;
      default = "lzbt install";
      readOnly = true;
    };
    extraEfiSysMountPoints = mkOption {
      type = types.listOf types.str;
      default = [ ];
    };
    allowUnsigned = mkEnableOption "unsigned files";
    autoGenerateKeys.enable = mkEnableOption "keys made at the first start";
    autoEnrollKeys = {
      enable = mkEnableOption "keys enrolled by systemd-boot";
      autoReboot = mkEnableOption "a second start to enroll them";
      includeMicrosoftKeys = mkEnableOption "Microsoft's keys" // {
        default = true;
      };
      includeFirmwareBuiltinKeys = mkEnableOption "the firmware's keys";
      includeChecksumsFromTPM = mkEnableOption "checksums of the TPM's log";
      allowBrickingMyMachine = mkEnableOption "enrolling without keys of option ROMs";
    };
    measuredBoot = mkOption {
      type = types.attrsOf types.anything;
      default = { };
    };
  };
  config = lib.mkIf cfg.enable {
    nixwiz.demands = [
      {
        about = [ "boot" "lanzaboote" ];
        value = cfg.publicKeyFile;
        fix = "set boot.lanzaboote.pkiBundle to the folder of the keys, as sbctl makes it in /var/lib/sbctl";
      }
    ];
    assertions = [
      {
        assertion = !config.boot.loader.systemd-boot.enable;
        message = "boot.lanzaboote and boot.loader.systemd-boot are both enabled: each installs itself as the boot loader.";
        code = "failed-assertion";
        fix = "set boot.loader.systemd-boot.enable = lib.mkForce false";
        about = [ "boot" "loader" "systemd-boot" ];
        near = [ "boot" "lanzaboote" ];
      }
    ];
    boot.loader.grub.enable = lib.mkDefault false;
  };
}
