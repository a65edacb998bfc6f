# The options of home-manager as a part of the system. What a user's module sets is accepted: the
# options of home-manager itself are not among the facts.
{ lib, ... }:
let
  inherit (lib) mkEnableOption mkOption types;
in
{
  options.home-manager = {
    useUserPackages = mkEnableOption "packages by users.users";
    useGlobalPkgs = mkEnableOption "the package set of the system";
    overwriteBackup = mkEnableOption "overwriting of backups";
    minimal = mkEnableOption "only the modules that home-manager itself needs";
    verbose = mkEnableOption "more output";
    startAsUserService = mkEnableOption "activation at login";
    enableLegacyProfileManagement = mkEnableOption "a profile for each user";
    backupCommand = mkOption {
      type = types.nullOr (types.either types.str types.path);
      default = null;
    };
    backupFileExtension = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    extraSpecialArgs = mkOption {
      type = types.attrs;
      default = { };
    };
    sharedModules = mkOption {
      type = types.listOf types.raw;
      default = [ ];
    };
    users = mkOption {
      type = types.attrsOf types.deferredModule;
      default = { };
    };
  };
}
