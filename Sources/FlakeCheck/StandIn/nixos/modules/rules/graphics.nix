# NVIDIA's driver and PRIME: the assertions of the NixOS module, told before anything else fails.
{
  config,
  options,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.hardware.nvidia;
  prime = cfg.prime;
  isX11 = builtins.elem "nvidia" config.services.xserver.videoDrivers;
  enabled = isX11 || cfg.datacenter.enable;
  set = path: lib.modules.isSet (lib.getAttrFromPath path options);
  packages = config.boot.kernelPackages.nvidiaPackages or pkgs.linuxPackages.nvidiaPackages;
  branch = if set [ "hardware" "nvidia" "branch" ] then cfg.branch else if cfg.datacenter.enable then "dc" else "stable";
  driver = if set [ "hardware" "nvidia" "package" ] then cfg.package else packages.${branch};
  version = driver.version or "595";
  # 560 is the first driver whose open modules are the default for new cards.
  mustChoose = lib.versionAtLeast version "560" && version != "0";
  open = if set [ "hardware" "nvidia" "open" ] then cfg.open else if mustChoose then null else false;
  busIds = [ prime.intelBusId prime.amdgpuBusId ];
  primeUsed = prime.sync.enable || prime.reverseSync.enable || prime.offload.enable;
  rule = about: code: assertion: message: {
    assertion = !enabled || assertion;
    inherit message code about;
  };
  nvidia = [ "hardware" "nvidia" ];
in
{
  # The driver is demanded with the system: licence, brokenness and acceptance are checked by that.
  nixwiz.demands = lib.optionals (enabled && driver ? drvPath) (
    [
      {
        about = if set (nvidia ++ [ "branch" ]) then nvidia ++ [ "branch" ] else [ "services" "xserver" "videoDrivers" ];
        value = driver;
      }
    ]
    ++ lib.optional (cfg.nvidiaSettings && driver ? settings && !cfg.datacenter.enable) {
      about = [ "services" "xserver" "videoDrivers" ];
      value = driver.settings;
    }
    ++ lib.optional (open == false && driver ? closed) {
      about = nvidia ++ [ "open" ];
      value = driver.closed;
    }
  );
  assertions = [
    (
      rule [ "services" "xserver" "videoDrivers" ] "nvidia-open-unset" (open != null)
        "You must configure `hardware.nvidia.open` on NVIDIA driver versions >= 560. It is suggested to use the open source kernel modules on Turing or later GPUs (RTX series, GTX 16xx), and the closed source modules otherwise."
      // {
        fix = "set hardware.nvidia.open = true for Turing and later cards, false for older ones";
      }
    )
    (rule [ "services" "xserver" "videoDrivers" ] "nvidia-two-drivers" (!(isX11 && cfg.datacenter.enable))
      "You cannot configure both X11 and Data Center drivers at the same time.")
    (
      rule (nvidia ++ [ "open" ]) "nvidia-no-open-modules" (open != true || driver.open or true != null)
        "This version of NVIDIA driver does not provide a corresponding opensource kernel driver."
      // { fix = "set hardware.nvidia.open = false, or choose a newer branch"; }
    )
    (rule (nvidia ++ [ "prime" ]) "prime-two-integrated-cards" (!primeUsed || prime.intelBusId == "" || prime.amdgpuBusId == "")
      "You cannot configure both an Intel iGPU and an AMD APU. Pick the one corresponding to your processor.")
    (rule (nvidia ++ [ "prime" ]) "prime-without-bus-id"
      (!primeUsed || (prime.nvidiaBusId != "" && builtins.any (id: id != "") busIds))
      "When NVIDIA PRIME is enabled, the GPU bus IDs must be configured."
    )
    (rule (nvidia ++ [ "prime" "offload" ]) "prime-offload-command"
      (!prime.offload.enableOffloadCmd || prime.offload.enable || prime.reverseSync.enable)
      "Offload command requires offloading or reverse prime sync to be enabled."
    )
    (rule (nvidia ++ [ "prime" "offload" ]) "nvidia-driver-too-old"
      (!prime.offload.enable && !prime.reverseSync.enable || lib.versionAtLeast version "435.21")
      "NVIDIA PRIME render offload is currently only supported on versions >= 435.21.")
    (rule (nvidia ++ [ "powerManagement" ]) "nvidia-driver-too-old"
      (!cfg.powerManagement.enable || lib.versionAtLeast version "430.09")
      "Required files for driver based power management only exist on versions >= 430.09.")
    (rule (nvidia ++ [ "dynamicBoost" ]) "nvidia-driver-too-old"
      (!cfg.dynamicBoost.enable || lib.versionAtLeast version "510.39.01")
      "NVIDIA's Dynamic Boost feature only exists on versions >= 510.39.01")
    (rule (nvidia ++ [ "prime" "sync" ]) "prime-sync-and-offload" (!(prime.sync.enable && prime.offload.enable))
      "PRIME Sync and Offload cannot be both enabled")
    (rule (nvidia ++ [ "prime" "sync" ]) "prime-sync-and-reverse" (!(prime.sync.enable && prime.reverseSync.enable))
      "PRIME Sync and PRIME Reverse Sync cannot be both enabled")
    (rule (nvidia ++ [ "powerManagement" ]) "prime-sync-and-power-management"
      (!(prime.sync.enable && cfg.powerManagement.finegrained))
      "Sync precludes powering down the NVIDIA GPU."
    )
    (rule (nvidia ++ [ "powerManagement" ]) "finegrained-without-offload"
      (!cfg.powerManagement.finegrained || prime.offload.enable)
      "Fine-grained power management requires offload to be enabled."
    )
    (rule (nvidia ++ [ "powerManagement" ]) "suspend-notifier-without-open"
      (!cfg.powerManagement.kernelSuspendNotifier || (open == true && lib.versionAtLeast version "595"))
      "The kernel suspend notifier needs the open modules of driver 595 or later."
    )
    (rule (nvidia ++ [ "gsp" ]) "gsp-off-with-open" (!(set (nvidia ++ [ "gsp" "enable" ])) || open != true || cfg.gsp.enable)
      "The GSP cannot be disabled when using the opensource kernel driver.")
    (rule (nvidia ++ [ "moduleParams" ]) "nvidia-module-parameters"
      (
        lib.subtractLists [ "nvidia" "nvidia-drm" "nvidia-modeset" "nvidia-uvm" ] (
          builtins.attrNames cfg.moduleParams
        ) == [ ]
      )
      "hardware.nvidia.moduleParams only takes nvidia, nvidia-drm, nvidia-modeset and nvidia-uvm."
    )
    {
      assertion =
        !config.hardware.nvidia-container-toolkit.enable
        || enabled
        || config.hardware.nvidia-container-toolkit.suppressNvidiaDriverAssertion;
      message = "`nvidia-container-toolkit` requires nvidia drivers: set `hardware.nvidia.datacenter.enable`, add \"nvidia\" to `services.xserver.videoDrivers`, or set `hardware.nvidia-container-toolkit.suppressNvidiaDriverAssertion` if the driver is provided by another NixOS module (e.g. from NixOS-WSL).";
      code = "container-toolkit-without-driver";
      about = [ "hardware" "nvidia-container-toolkit" ];
    }
  ];
}
