# The package set of a host, made from the options `nixpkgs.*`.
{
  config,
  options,
  lib,
  ...
}:
let
  cfg = config.nixpkgs;
  opt = options.nixpkgs;
  defined = name: lib.modules.isSet opt.${name};
  hostPlatform =
    if defined "hostPlatform" then
      cfg.hostPlatform
    else if defined "system" then
      cfg.system
    else if defined "localSystem" then
      cfg.localSystem
    else
      throw "Neither nixpkgs.hostPlatform nor the legacy option nixpkgs.system has been set.\nYou can set nixpkgs.hostPlatform in hardware-configuration.nix by re-running\na recent version of nixos-generate-config.";
  set =
    if defined "pkgs" then
      if cfg.overlays == [ ] then cfg.pkgs else cfg.pkgs.appendOverlays cfg.overlays
    else
      import ../../.. {
        localSystem = hostPlatform;
        inherit (cfg) config overlays;
      };
  external = defined "pkgs";
in
{
  config = {
    _module.args.pkgs = lib.mkOverride lib.modules.defaultOverridePriority set;
    assertions = [
      {
        assertion = !external || !(defined "config") || cfg.config == { };
        message = "Your system configures nixpkgs with an externally created instance.\n`nixpkgs.config` options should be passed when creating the instance instead.";
        code = "config-with-external-pkgs";
        fix = "set the configuration where the instance is imported, or let the host make its own instance";
        about = [ "nixpkgs" "config" ];
      }
      {
        assertion = !external || !(defined "hostPlatform") || (lib.systems.elaborate hostPlatform).system == cfg.pkgs.stdenv.hostPlatform.system;
        message = "Your system configures nixpkgs with the platform parameter hostPlatform, but the externally created instance is for another platform.";
        code = "platform-with-external-pkgs";
        about = [ "nixpkgs" "hostPlatform" ];
      }
      {
        assertion = external || !(defined "hostPlatform") || !(defined "localSystem" || defined "crossSystem");
        message = "Your system configures nixpkgs with hostPlatform and with the legacy options localSystem or crossSystem.";
        code = "platform-set-twice";
        about = [ "nixpkgs" "hostPlatform" ];
      }
    ];
  };
}
