# The options of sops-nix.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkOption types;
  cfg = config.sops;
  optional = type: mkOption {
    type = types.nullOr type;
    default = null;
  };
  text = default: mkOption {
    type = types.str;
    inherit default;
  };
  list = type: mkOption {
    type = types.listOf type;
    default = [ ];
  };
  shared = {
    mode = text "0400";
    owner = optional types.str;
    uid = mkOption {
      type = types.nullOr types.int;
      default = 0;
    };
    group = optional types.str;
    gid = mkOption {
      type = types.nullOr types.int;
      default = 0;
    };
    restartUnits = list types.str;
    reloadUnits = list types.str;
  };
  secret =
    { name, config, ... }:
    {
      options = shared // {
        name = text name;
        key = text name;
        path = text "/run/secrets/${config.name}";
        format = mkOption {
          type = types.enum [ "yaml" "json" "binary" "ini" "dotenv" ];
          default = cfg.defaultSopsFormat;
        };
        sopsFile = mkOption {
          type = types.path;
          default = cfg.defaultSopsFile;
        };
        sopsFileHash = text "";
        neededForUsers = mkEnableOption "decryption before accounts are made";
      };
    };
  template =
    { name, config, ... }:
    {
      options = shared // {
        name = text name;
        path = text "/run/secrets/rendered/${config.name}";
        content = mkOption {
          type = types.lines;
          default = "";
        };
        file = mkOption {
          type = types.path;
          default = "/run/secrets/rendered/${config.name}";
        };
      };
    };
in
{
  options.sops = {
    secrets = mkOption {
      type = types.attrsOf (types.submodule secret);
      default = { };
    };
    templates = mkOption {
      type = types.attrsOf (types.submodule template);
      default = { };
    };
    placeholder = mkOption {
      type = types.attrsOf types.str;
      default = builtins.mapAttrs (name: _: "<SOPS:${name}>") cfg.secrets;
    };
    defaultSopsFile = mkOption { type = types.path; };
    defaultSopsFormat = text "yaml";
    defaultSopsKey = optional types.str;
    validateSopsFiles = mkOption {
      type = types.bool;
      default = true;
    };
    keepGenerations = mkOption {
      type = types.ints.unsigned;
      default = 1;
    };
    log = list (types.enum [ "keyImport" "secretChanges" ]);
    environment = mkOption {
      type = types.attrsOf (types.either types.str types.path);
      default = { };
    };
    package = mkOption {
      type = types.package;
      default = lib.facts.opaque "sops-install-secrets";
    };
    validationPackage = mkOption {
      type = types.package;
      default = lib.facts.opaque "sops-install-secrets";
    };
    useTmpfs = mkEnableOption "tmpfs instead of ramfs";
    useSystemdActivation = mkEnableOption "a unit in place of an activation script";
    age = {
      keyFile = optional types.path;
      plugins = list types.package;
      generateKey = mkEnableOption "a key made at the first activation";
      sshKeyPaths = list types.path;
    };
    gnupg = {
      home = optional types.str;
      sshKeyPaths = list types.path;
      package = mkOption {
        type = types.package;
        default = lib.facts.opaque "gnupg";
      };
    };
  };
  config.assertions = [
    {
      assertion =
        cfg.secrets == { }
        || cfg.gnupg.home != null
        || cfg.gnupg.sshKeyPaths != [ ]
        || cfg.age.keyFile != null
        || cfg.age.sshKeyPaths != [ ]
        || config.services.openssh.enable;
      message = "No key source configured for sops. Either set services.openssh.enable or set sops.age.keyFile or sops.gnupg.home";
      code = "failed-assertion";
      fix = "set sops.age.keyFile, or services.openssh.enable = true for a host key";
      about = [ "sops" "secrets" ];
    }
  ];
}
