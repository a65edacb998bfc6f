# Kernels and what is built for them: `linuxPackages*` and `linuxKernel`.
{
  lib,
  facts,
  package,
  # A scope with the names that the facts list.
  set,
}:
self:
let
  # What `linuxKernel.packages` holds, with the versions of the facts' nixpkgs.
  versions = {
    linux_5_10 = "5.10.259";
    linux_5_15 = "5.15.210";
    linux_6_1 = "6.1.176";
    linux_6_6 = "6.6.143";
    linux_6_12 = "6.12.94";
    linux_6_18 = "6.18.37";
    linux_7_0 = "7.0.14";
    linux_7_1 = "7.1.2";
    linux_rpi1 = "6.12.75";
    linux_rpi2 = "6.12.75";
    linux_rpi3 = "6.12.75";
    linux_rpi4 = "6.12.75";
    linux_testing = "7.2-rc1";
    linux_xanmod = "6.18.37";
    linux_xanmod_latest = "7.0.14";
    linux_xanmod_stable = "7.0.14";
    linux_zen = "7.1.2";
  };
  # Those with a name of their own at the top; the others are aliases.
  named = {
    linuxPackages = versions.linux_6_18;
    linuxPackages_latest = versions.linux_7_1;
    linuxPackages_testing = versions.linux_testing;
    linuxPackages_xanmod = versions.linux_xanmod;
    linuxPackages_xanmod_latest = versions.linux_xanmod_latest;
    linuxPackages_xanmod_stable = versions.linux_xanmod_stable;
    linuxPackages_zen = versions.linux_zen;
  };

  predicates = version: {
    kernelOlder = lib.versionOlder version;
    kernelAtLeast = lib.versionAtLeast version;
  };
  kernel =
    version:
    package.make {
      pname = "linux";
      inherit version;
    }
    // predicates version
    // {
      inherit version;
      modDirVersion = version;
      features = { };
      config = {
        isYes = _: true;
        isEnabled = _: true;
        isDisabled = _: false;
        isModule = _: true;
        isSet = _: true;
      };
    };
  packagesFor =
    version:
    let
      packages =
        set "linuxPackages" (facts.scope "linuxPackages")
        // {
          kernel = kernel version;
          extend =
            overlay:
            let
              new = packages // overlay new packages;
            in
            new;
        }
        // predicates version
        // import ./nvidia.nix {
          inherit lib facts package;
          inherit (self) config;
          inherit (predicates version) kernelAtLeast;
        };
    in
    packages;
  given = kernel: packagesFor (kernel.version or named.linuxPackages) // { inherit kernel; };
  ofKernels = builtins.mapAttrs (_: packagesFor) versions;
in
builtins.mapAttrs (_: packagesFor) named
// {
  linuxPackagesFor = given;
  linuxPackages_custom = _: packagesFor named.linuxPackages;
  linuxKernel = set "linuxKernel" (facts.scope "linuxKernel") // {
    packages = ofKernels;
    vanillaPackages = ofKernels;
    kernels = builtins.mapAttrs (_: kernel) versions;
    packagesFor = given;
  };
}
