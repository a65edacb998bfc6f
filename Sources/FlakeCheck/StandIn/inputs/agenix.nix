# The options of agenix.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkOption types;
  secret =
    { name, config, ... }:
    {
      options = {
        name = mkOption {
          type = types.str;
          default = name;
        };
        file = mkOption { type = types.path; };
        path = mkOption {
          type = types.str;
          default = "/run/agenix/${config.name}";
        };
        mode = mkOption {
          type = types.str;
          default = "0400";
        };
        owner = mkOption {
          type = types.str;
          default = "0";
        };
        group = mkOption {
          type = types.str;
          default = "0";
        };
        symlink = mkEnableOption "links to secrets" // {
          default = true;
        };
      };
    };
in
{
  options.age = {
    ageBin = mkOption {
      type = types.str;
      default = "age";
    };
    secrets = mkOption {
      type = types.attrsOf (types.submodule secret);
      default = { };
    };
    secretsDir = mkOption {
      type = types.path;
      default = "/run/agenix";
    };
    secretsMountPoint = mkOption {
      type = types.str;
      default = "/run/agenix.d";
    };
    identityPaths = mkOption {
      type = types.listOf types.path;
      default = [ ];
    };
  };
  config.assertions = [
    {
      assertion = config.age.secrets == { } || config.age.identityPaths != [ ] || config.services.openssh.enable;
      message = "age.identityPaths must be set, for example by enabling openssh.";
      code = "failed-assertion";
      fix = "set age.identityPaths, or services.openssh.enable = true for a host key";
      about = [ "age" "secrets" ];
    }
  ];
}
