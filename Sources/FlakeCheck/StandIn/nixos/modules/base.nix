# Parts of a system that configurations read: users and groups that are always there, names that
# follow from other options.
{
  config,
  options,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkDefault mkIf mkOption types;
  groups = {
    root = 0;
    wheel = 1;
    kmem = 2;
    tty = 3;
    disk = 6;
    floppy = 18;
    uucp = 14;
    lp = 20;
    cdrom = 24;
    tape = 25;
    audio = 17;
    video = 26;
    dialout = 27;
    nogroup = 65534;
    users = 100;
    nixbld = 30000;
    utmp = 29;
    adm = 55;
    input = 174;
    kvm = 302;
    render = 303;
    sgx = 304;
    shadow = 318;
    systemd-journal = 62;
    keys = 96;
  };
in
{
  options.users.users = mkOption {
    type = types.attrsOf (
      types.submodule (
        { name, config, ... }:
        {
          config = {
            name = mkDefault name;
            home = mkIf config.isNormalUser (mkDefault "/home/${name}");
            createHome = mkIf config.isNormalUser (mkDefault true);
            group = mkIf config.isNormalUser (mkDefault "users");
          };
        }
      )
    );
  };
  # What is read in there is what the system has with it, which is more than is set in there.
  options.specialisation = mkOption {
    type = types.attrsOf (
      types.submodule {
        options.configuration = mkOption {
          type = types.submoduleWith {
            modules = [ ];
            specialArgs = { inherit config options pkgs; };
            freeform = types.anything;
          };
        };
      }
    );
  };
  options.users.groups = mkOption {
    type = types.attrsOf (types.submodule ({ name, ... }: { config.name = mkDefault name; }));
  };
  options.fileSystems = mkOption {
    type = types.attrsOf (types.submodule ({ name, ... }: { config.mountPoint = mkDefault name; }));
  };
  options.environment.etc = mkOption {
    type = types.attrsOf (types.submodule ({ name, ... }: { config.target = mkDefault name; }));
  };
  options.systemd.services = mkOption {
    type = types.attrsOf (types.submodule ({ name, ... }: { config.name = mkDefault "${name}.service"; }));
  };

  config = {
    # Functions that modules of NixOS share.
    _module.args.utils = {
      escapeSystemdPath = path: lib.replaceStrings [ "/" " " ] [ "-" "\\x20" ] (lib.removePrefix "/" (toString path));
      escapeSystemdExecArg = argument: builtins.toJSON (toString argument);
      escapeSystemdExecArgs = lib.concatMapStringsSep " " (argument: builtins.toJSON (toString argument));
      toShellPath = shell: if lib.isDerivation shell then "${shell}${shell.shellPath or "/bin/sh"}" else shell;
      removePackagesByName =
        packages: removed:
        let
          names = map lib.getName removed;
        in
        builtins.filter (p: !builtins.elem (lib.getName p) names) packages;
      disablePackageByName = package: packages: builtins.filter (p: lib.getName p != lib.getName package) packages;
      pathsNeededForBoot = [ "/" "/nix" "/nix/store" "/var" "/var/log" "/var/lib" "/var/lib/nixos" "/etc" "/usr" ];
      fsNeededForBoot = fs: fs.neededForBoot || builtins.elem fs.mountPoint [ "/" "/nix" "/nix/store" "/var" "/var/log" "/var/lib" "/var/lib/nixos" "/etc" "/usr" ];
      genJqSecretsReplacementSnippet = _: _: "";
      genJqSecretsReplacement = _: _: _: { script = ""; credentials = [ ]; };
      copyFile = path: pkgs.runCommand "copied-file" { } "cp ${path} $out";
      binfmtMagics = { };
      __unlisted = name: lib.facts.opaque "utils-${name}";
    };
    users.users.root = {
      uid = mkDefault 0;
      home = mkDefault "/root";
      group = mkDefault "root";
    };
    users.users.nobody = {
      uid = mkDefault 65534;
      isSystemUser = true;
      group = mkDefault "nogroup";
    };
    users.groups = lib.mapAttrs (_: gid: { gid = mkDefault gid; }) groups;
    networking.hostName = mkDefault "nixos";
    boot.isContainer = mkIf config.boot.isNspawnContainer (mkDefault true);
    boot.loader.grub.enable = mkIf (
      config.boot.loader.systemd-boot.enable
      || config.boot.loader.generic-extlinux-compatible.enable
      || config.boot.loader.limine.enable
      || config.boot.loader.refind.enable
      || config.boot.isContainer
    ) (mkDefault false);
    system.nixos.release = mkDefault lib.trivial.release;
  };
}
