# A system that starts: a root file system, a boot loader, what ZFS needs.
{
  config,
  options,
  lib,
  ...
}:
let
  inherit (config) fileSystems boot;
  # Modules that nobody here knows may declare file systems and boot loaders too.
  whole = config.nixwiz.unknownModules == [ ] && !boot.isContainer;
  supported =
    let
      given = boot.supportedFilesystems;
    in
    if builtins.isList given then builtins.elem "zfs" given else given.zfs or false;
  hasZfs = supported || builtins.any (fs: fs.fsType or "" == "zfs") (builtins.attrValues fileSystems);
  grub = boot.loader.grub;
  unwatched =
    boot.swraid.enable && builtins.match ".*(MAILADDR|PROGRAM).*" boot.swraid.mdadmConf == null;
  kernels = boot.kernelPackages;
  withoutType = builtins.filter (name: whole && fileSystems.${name}.enable && (options.fileSystems.type.items [ "fileSystems" ] options.fileSystems.definitionsWithLocations != [ ]) && fileSystems.${name}.fsType == "") (
    builtins.attrNames fileSystems
  );
  withoutDevice = builtins.filter (
    name:
    let
      fs = fileSystems.${name};
    in
    whole && fs.enable && fs.fsType != "tmpfs" && fs.overlay.lowerdir or null == null && fs.device or null == null && fs.label or null == null
  ) (builtins.attrNames fileSystems);
in
{
  assertions = [
    {
      assertion = !whole || fileSystems ? "/";
      message = "The ‘fileSystems’ option does not specify your root file system.";
      code = "no-root-file-system";
      fix = "declare fileSystems.\"/\" with its device and fsType";
      about = [ "fileSystems" ];
      near = [ "boot" "loader" ];
    }
    {
      assertion = !whole || !grub.enable || grub.device != "" || grub.devices != [ ] || grub.mirroredBoots != [ ];
      message = "You must set the option ‘boot.loader.grub.devices’ or 'boot.loader.grub.mirroredBoots' to make the system bootable.";
      code = "no-boot-loader";
      fix = "enable boot.loader.systemd-boot, or give boot.loader.grub.device the disk to install to";
      about = [ "boot" "loader" ];
      near = [ "fileSystems" ];
    }
    {
      assertion = !hasZfs || config.networking.hostId != null;
      message = "ZFS requires networking.hostId to be set";
      code = "zfs-without-host-id";
      fix = "set networking.hostId to eight hexadecimal digits of your own";
      about = [ "boot" "supportedFilesystems" ];
      near = [ "fileSystems" ];
    }
    {
      # Values that nobody knows are functions too.
      assertion = !lib.isDerivation kernels || kernels ? kernel || kernels ? __functor;
      message = "boot.kernelPackages is the package ${kernels.name or ""}, not a set of packages for a kernel";
      code = "wrong-type";
      fix = "write pkgs.linuxPackages… instead of pkgs.linux…, or pkgs.linuxPackagesFor (…) for a kernel of your own";
      about = [ "boot" "kernelPackages" ];
    }
    {
      assertion = withoutType == [ ];
      message = "The option `fileSystems.${lib.strings.escapeNixIdentifier (builtins.head withoutType)}.fsType' was accessed but has no value defined. Try setting the option.";
      code = "missing-value";
      fix = "give the file system its fsType";
      about = [ "fileSystems" (builtins.head withoutType) ];
    }
    {
      assertion = withoutDevice == [ ];
      message = "A file system has neither a device nor a label.";
      code = "missing-value";
      fix = "give the file system a device";
      about = [ "fileSystems" (builtins.head withoutDevice) ];
    }
  ];
  warnings = lib.optional (!lib.modules.isSet options.system.stateVersion) {
    message = "system.stateVersion is not set, defaulting to ${lib.trivial.release}. Read why this matters on https://nixos.org/manual/nixos/stable/options.html#opt-system.stateVersion.";
    code = "no-state-version";
    fix = "set system.stateVersion to the release this system was installed with";
    about = [ "networking" "hostName" ];
  } ++ lib.optional unwatched {
    message = "mdadm: Neither MAILADDR nor PROGRAM has been set. This will cause the `mdmon` service to crash.";
    code = "raid-unwatched";
    fix = "set boot.swraid.mdadmConf = \"MAILADDR root\"";
    about = [ "boot" "swraid" ];
    near = [ "fileSystems" ];
  };
}
