# NVIDIA's drivers: which branches have open modules, which licences must be accepted.
{
  lib,
  facts,
  package,
  config,
  kernelAtLeast,
}:
let
  # Version, whether the licence text must be accepted, and the first kernel it does not build for.
  branches = {
    stable = { version = "595.84"; };
    production = { version = "595.84"; };
    latest = { version = "610.43.02"; };
    new_feature = { version = "610.43.02"; };
    bleeding_edge = { version = "610.43.02"; };
    beta = { version = "595.45.04"; };
    vulkan_beta = { version = "595.44.09"; };
    legacy_580 = { version = "580.173.02"; };
    legacy_535 = { version = "535.288.01"; };
    legacy_470 = { version = "470.256.02"; accept = true; };
    legacy_390 = { version = "390.157"; accept = true; brokenFrom = "6.18"; };
    legacy_340 = { version = "340.108"; accept = true; brokenFrom = "6.7"; };
    dc = { version = "580.159.04"; pname = "nvidia-dc"; };
    dc_570 = { version = "570.172.08"; pname = "nvidia-dc"; };
    dc_580 = { version = "580.159.04"; pname = "nvidia-dc"; };
    dc_590 = { version = "590.48.01"; pname = "nvidia-dc"; };
  };
  accepted = config.nvidia.acceptLicense or false;
  driver =
    name:
    {
      version,
      pname ? "nvidia-x11",
      accept ? false,
      brokenFrom ? null,
    }:
    package.make {
      inherit pname version;
      meta = {
        unfree = true;
        broken = brokenFrom != null && kernelAtLeast brokenFrom;
        license = lib.licenses.unfreeRedistributable;
      };
      demand =
        if accept && !accepted then
          throw "Use of NVIDIA Software requires license acceptance of the license:\n\n  - License For Customer Use of NVIDIA Software [1]\n\nYou can express acceptance by setting acceptLicense to true in your nixpkgs.config."
        else
          null;
      attrs.passthru = {
        open = if accept then null else package.make { pname = "nvidia-open"; inherit version; };
        closed = package.make {
          pname = "nvidia-kernel-modules";
          inherit version;
          meta = {
            unfree = true;
            license = lib.licenses.unfreeRedistributable;
          };
        };
        settings = package.make {
          pname = "nvidia-settings";
          inherit version;
          meta = {
            unfree = true;
            license = lib.licenses.unfreeRedistributable;
          };
        };
        persistenced = package.make { pname = "nvidia-persistenced"; inherit version; };
        fabricmanager = package.make {
          pname = "fabricmanager";
          inherit version;
          meta.unfree = true;
        };
        firmware = package.make { pname = "nvidia-firmware"; inherit version; };
        bin = facts.opaque "nvidia-bin";
        lib32 = facts.opaque "nvidia-lib32";
        mod = facts.opaque "nvidia-mod";
        useSettings = true;
        usePersistenced = true;
        useFabricmanager = pname == "nvidia-dc";
      };
    };
  drivers = builtins.mapAttrs driver branches;
in
{
  nvidiaPackages = drivers // {
    mkDriver = args: driver "custom" { version = args.version or "0"; };
    extend = overlay: drivers // overlay drivers drivers;
  };
  nvidia_x11 = drivers.stable;
  nvidia_x11_beta = drivers.beta;
  nvidia_x11_production = drivers.production;
  nvidia_x11_legacy580 = drivers.legacy_580;
  nvidia_x11_legacy535 = drivers.legacy_535;
  nvidia_x11_legacy470 = drivers.legacy_470;
  nvidia_x11_legacy390 = drivers.legacy_390;
}
