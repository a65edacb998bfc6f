{ config, lib, ... }:
{
  options.lab = {
    enable = lib.mkEnableOption "the laboratory";
    token = lib.mkOption {
      type = lib.types.str;
      default = "";
    };
  };
  config = lib.mkIf config.lab.enable {
    assertions = [
      {
        assertion = config.lab.token != "";
        message = "the laboratory needs a token";
      }
    ];
    warnings = lib.optional (config.lab.token == "") "the laboratory is open to everybody";
  };
}
