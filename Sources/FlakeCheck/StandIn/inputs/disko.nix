# The options of disko, and what it makes of them: file systems, swap, LUKS and the disks of GRUB.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkOption types;
  cfg = config.disko;
  absolute = types.strMatching "/.*";
  size = types.strMatching "[0-9]+[KMGTP]?";
  text = default: mkOption {
    type = types.str;
    inherit default;
  };
  optional = type: mkOption {
    type = types.nullOr type;
    default = null;
  };
  list = type: default: mkOption {
    type = types.listOf type;
    inherit default;
  };
  set = type: mkOption {
    type = types.attrsOf type;
    default = { };
  };
  hooks = lib.genAttrs [
    "preCreateHook"
    "postCreateHook"
    "preMountHook"
    "postMountHook"
    "preUnmountHook"
    "postUnmountHook"
  ] (_: mkOption {
    type = types.lines;
    default = "";
  });
  record = options: types.submodule { options = hooks // options; };
  named =
    make:
    types.submodule (
      { name, ... }:
      {
        options = hooks // { name = text name; } // make name;
      }
    );
  mounted = {
    mountpoint = optional absolute;
    mountOptions = list types.str [ "defaults" ];
    extraArgs = list types.str [ ];
  };
  type = name: default: {
    type = mkOption {
      type = types.enum [ name ];
      inherit default;
    };
  };

  # What a device holds, told apart by `type`.
  content = types.nullOr (
    types.mkOptionType {
      name = "disko content";
      description = "what a device holds: one of ${lib.concatStringsSep ", " (builtins.attrNames kinds)}";
      descriptionClass = "noun";
      check = isContent;
      merge = loc: defs: (kindOf defs).merge loc defs;
      items = loc: defs: if builtins.all (def: isContent def.value) defs then (kindOf defs).items loc defs else [ ];
      hasItems = true;
    }
  );
  isContent = x: builtins.isAttrs x && kinds ? ${x.type or ""};
  kindOf = defs: kinds.${(builtins.head defs).value.type};
  contains = mkOption {
    type = content;
    default = null;
  };
  swap = {
    discardPolicy = optional (types.enum [ "once" "pages" "both" ]);
    extraArgs = list types.str [ ];
    mountOptions = list types.nonEmptyStr [ "defaults" ];
    priority = optional types.int;
    randomEncryption = mkEnableOption "a new key at each start";
    resumeDevice = mkEnableOption "resuming from it";
  };
  swapFiles = set (record {
    size = text "";
    path = optional types.str;
    priority = optional types.int;
    options = list types.nonEmptyStr [ "defaults" ];
  });
  kinds = builtins.mapAttrs (name: options: record (options // type name name)) {
    filesystem = mounted // {
      format = mkOption { type = types.str; };
    };
    btrfs = mounted // {
      swap = swapFiles;
      subvolumes = set (named (_: mounted // { swap = swapFiles; } // type "btrfs_subvol" "btrfs_subvol"));
    };
    bcachefs = {
      filesystem = mkOption { type = types.str; };
      extraFormatArgs = list types.str [ ];
      label = text "";
    };
    inherit swap;
    luks = {
      name = mkOption { type = types.str; };
      keyFile = optional absolute;
      passwordFile = optional absolute;
      askPassword = mkEnableOption "asking for the password while formatting";
      settings = set types.anything;
      additionalKeyFiles = list absolute [ ];
      initrdUnlock = mkOption {
        type = types.bool;
        default = true;
      };
      extraFormatArgs = list types.str [ ];
      extraOpenArgs = list types.str [ ];
      content = contains;
    };
    lvm_pv.vg = mkOption { type = types.str; };
    mdraid.name = mkOption { type = types.str; };
    zfs.pool = mkOption { type = types.str; };
    table = {
      format = mkOption {
        type = types.enum [ "gpt" "msdos" ];
        default = "gpt";
      };
      partitions = list (record {
        name = optional types.str;
        "part-type" = mkOption {
          type = types.enum [ "primary" "logical" "extended" ];
          default = "primary";
        };
        "fs-type" = optional types.str;
        start = text "0%";
        end = text "100%";
        flags = list types.str [ ];
        bootable = mkEnableOption "the flag of the partition that starts";
        content = contains;
      }) [ ];
    };
    gpt = {
      efiGptPartitionFirst = mkOption {
        type = types.bool;
        default = true;
      };
      partitions = set (named (_: {
        type = text "8300";
        attributes = list types.int [ ];
        device = text "";
        priority = mkOption {
          type = types.int;
          default = 1000;
        };
        uuid = optional types.str;
        label = text "";
        size = mkOption {
          type = types.either (types.enum [ "100%" ]) size;
          default = "0";
        };
        alignment = mkOption {
          type = types.int;
          default = 0;
        };
        start = text "0";
        end = text "";
        hybrid = optional types.attrs;
        content = contains;
      }));
    };
  };
  dataset = named (
    _: mounted // {
      type = mkOption {
        type = types.enum [ "zfs_fs" "zfs_volume" ];
      };
      options = set types.str;
      size = optional types.str;
      content = contains;
    }
  );

  devices = types.submodule {
    options = {
      disk = set (named (_: {
        device = mkOption { type = absolute; };
        destroy = mkOption {
          type = types.bool;
          default = true;
        };
        imageName = text "";
        imageSize = mkOption {
          type = size;
          default = "2G";
        };
        content = contains;
      } // type "disk" "disk"));
      lvm_vg = set (named (_: {
        lvs = set (named (_: {
          priority = mkOption {
            type = types.int;
            default = 1000;
          };
          size = mkOption { type = types.str; };
          lvm_type = optional types.str;
          extraArgs = list types.str [ ];
          pool = optional types.str;
          content = contains;
        }));
      } // type "lvm_vg" "lvm_vg"));
      mdadm = set (named (_: {
        level = mkOption {
          type = types.int;
          default = 1;
        };
        metadata = mkOption {
          type = types.enum [ "1" "1.0" "1.1" "1.2" "default" "ddf" "imsm" ];
          default = "default";
        };
        extraArgs = list types.str [ ];
        content = contains;
      } // type "mdadm" "mdadm"));
      zpool = set (named (_: {
        mode = mkOption {
          type = types.anything;
          default = "";
        };
        options = set types.str;
        rootFsOptions = set types.str;
        mountpoint = optional absolute;
        mountOptions = list types.str [ "defaults" ];
        datasets = set dataset;
      } // type "zpool" "zpool"));
      bcachefs_filesystems = set types.anything;
      nodev = set (types.submodule (
        { name, ... }:
        {
          options = hooks // type "nodev" "nodev" // {
            fsType = mkOption { type = types.str; };
            device = text "none";
            mountpoint = mkOption {
              type = types.nullOr absolute;
              default = name;
            };
            mountOptions = list types.str [ "defaults" ];
          };
        }
      ));
    };
  };

  # What follows for the system: mounts, swaps, open LUKS devices, disks of GRUB.
  nothing = {
    mounts = [ ];
    swaps = [ ];
    luks = { };
    grub = [ ];
  };
  join = builtins.foldl' (a: b: {
    mounts = a.mounts ++ b.mounts;
    swaps = a.swaps ++ b.swaps;
    luks = a.luks // b.luks;
    grub = a.grub ++ b.grub;
  }) nothing;
  mount =
    device: fsType: given:
    lib.optional (given.mountpoint != null) {
      name = given.mountpoint;
      value = {
        inherit device fsType;
        options = given.mountOptions;
      };
    };
  inside =
    device: given:
    {
      filesystem = nothing // {
        mounts = mount device given.format given;
      };
      btrfs = nothing // {
        mounts =
          mount device "btrfs" given
          ++ builtins.concatMap (mount device "btrfs") (builtins.attrValues given.subvolumes);
      };
      swap = nothing // {
        swaps = [ { inherit device; } ];
      };
      luks = join [
        (nothing // lib.optionalAttrs given.initrdUnlock { luks.${given.name} = { inherit device; } // given.settings; })
        (below "/dev/mapper/${given.name}" given.content)
      ];
      gpt = join (
        lib.mapAttrsToList (
          _: part:
          join [
            (below "${device}-${part.name}" part.content)
            (nothing // { grub = lib.optional (part.type == "EF02") device; })
          ]
        ) given.partitions
      );
      table = join (map (part: below "${device}-${toString part.name}" part.content) given.partitions);
    }
    .${given.type} or nothing;
  below = device: given: if given == null then nothing else inside device given;
  each = make: of: join (lib.mapAttrsToList make of);
  found = join [
    (each (_: disk: below disk.device disk.content) cfg.devices.disk)
    (each (name: array: below "/dev/md/${name}" array.content) cfg.devices.mdadm)
    (each (
      group: volumes: each (name: volume: below "/dev/${group}/${name}" volume.content) volumes.lvs
    ) cfg.devices.lvm_vg)
    (each (pool: given: join [
      (nothing // { mounts = mount pool "zfs" given; })
      (each (name: dataset: nothing // {
        mounts = lib.optionals (dataset.options.mountpoint or "" != "none") (mount "${pool}/${name}" "zfs" dataset);
      }) given.datasets)
    ]) cfg.devices.zpool)
    (each (_: given: nothing // { mounts = mount given.device given.fsType given; }) cfg.devices.nodev)
  ];
in
{
  options.disko = {
    devices = mkOption {
      type = devices;
      default = { };
    };
    rootMountPoint = text "/mnt";
    memSize = mkOption {
      type = types.int;
      default = 1024;
    };
    enableConfig = mkOption {
      type = types.bool;
      default = true;
    };
    checkScripts = mkEnableOption "shellcheck of the scripts";
    testMode = mkEnableOption "a run in a test";
    imageBuilder = set types.anything;
    tests = set types.anything;
  };
  options.virtualisation.vmVariantWithDisko = mkOption {
    type = types.deferredModule;
    default = { };
  };
  config = lib.mkIf cfg.enableConfig {
    fileSystems = builtins.listToAttrs found.mounts;
    swapDevices = found.swaps;
    boot = {
      initrd.luks.devices = found.luks;
      loader.grub.devices = found.grub;
      swraid.enable = lib.mkIf (cfg.devices.mdadm != { }) true;
    };
  };
}
