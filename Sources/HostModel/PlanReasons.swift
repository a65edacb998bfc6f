/// Why a plan is as it is: one line for each decision that is worth showing.
package struct PlanReason: Sendable, Hashable {
  /// The NixOS option, or the question where no option stands for it.
  package var subject: String
  /// The value in a few words.
  package var value: String
  package var reason: String
  package var origin: Origin

  init<Value>(_ subject: String, _ decision: Decision<Value>, _ value: String) {
    self.subject = subject
    self.value = value
    reason = decision.reason
    origin = decision.origin
  }
}

extension Plan {
  /// The decisions in the order of the generated files.
  package var reasons: [PlanReason] {
    bootReasons + storageReasons + graphicsReasons + llamaReasons + [
      PlanReason(
        "desktop.environment", desktop.environment, desktop.environment.value.rawValue),
      PlanReason("network.manager", network.manager, network.manager.value.rawValue),
      PlanReason("services.openssh.enable", network.ssh, String(network.ssh.value)),
      PlanReason("system.stateVersion", host.stateVersion, host.stateVersion.value),
    ]
  }

  private var bootReasons: [PlanReason] {
    let loader =
      switch boot.loader.value {
      case .systemdBoot: "systemd-boot"
      case .grubEFI: "GRUB for UEFI"
      case .grubDisk(let disk): "GRUB on \(disk)"
      case .extlinux: "extlinux"
      case .none: "none"
      }
    let kernel =
      switch boot.kernel.value {
      case .standard: release.defaultKernel
      case .latest: "latest"
      case .version(let version): version
      }
    return [
      PlanReason("boot.loader", boot.loader, loader),
      PlanReason("boot.kernelPackages", boot.kernel, "Linux \(kernel)"),
    ]
      + boot.parameters.map { PlanReason("boot.kernelParams", $0, $0.value) }
      + (boot.passthrough.map {
        [PlanReason("vfio-pci.ids", $0, $0.value.joined(separator: ","))]
      } ?? [])
  }

  private var storageReasons: [PlanReason] {
    [PlanReason("fileSystems", storage.source, storage.source.value)]
      + (storage.microcode.map {
        [PlanReason("hardware.cpu.\($0.value.rawValue).updateMicrocode", $0, "true")]
      } ?? [])
      + (storage.guest.map { [PlanReason("virtualisation", $0, $0.value.rawValue)] } ?? [])
      + (storage.zfsHostID.map { [PlanReason("networking.hostId", $0, $0.value)] } ?? [])
      + [PlanReason("zramSwap.enable", storage.zram, String(storage.zram.value))]
  }

  private var graphicsReasons: [PlanReason] {
    guard let graphics else { return [] }
    var reasons = [PlanReason("graphics.driver", graphics.driver, graphics.driver.value)]
    if let nvidia = graphics.nvidia {
      reasons.append(
        PlanReason("hardware.nvidia.branch", nvidia.branch, nvidia.branch.value.rawValue))
      reasons.append(PlanReason("hardware.nvidia.open", nvidia.open, String(nvidia.open.value)))
      if let mode = nvidia.hybrid?.mode {
        reasons.append(PlanReason("hardware.nvidia.prime", mode, mode.value.rawValue))
      }
    }
    if graphics.amdLegacy.value {
      reasons.append(
        PlanReason("hardware.amdgpu.legacySupport.enable", graphics.amdLegacy, "true"))
    }
    return reasons
  }

  private var llamaReasons: [PlanReason] {
    guard let llama else { return [] }
    var reasons = [
      PlanReason("llama.acceleration", llama.acceleration, llama.acceleration.value.rawValue),
      PlanReason("llama.instance", llama.way, llama.way.value.rawValue),
    ]
    if !llama.cudaCapabilities.value.isEmpty {
      let capabilities = llama.cudaCapabilities
      reasons.append(
        PlanReason("cudaCapabilities", capabilities, capabilities.value.joined(separator: " ")))
    }
    if llama.alsoVulkan.value {
      reasons.append(PlanReason("llama.acceleration", llama.alsoVulkan, "vulkan too"))
    }
    return reasons
  }
}
