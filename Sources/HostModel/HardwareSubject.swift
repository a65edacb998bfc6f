extension Hardware {
  /// A part of the machine that explanations refer to.
  package enum Subject: String, Sendable, Hashable, CaseIterable {
    case system, model, portable, processor, virtualMachines, memory, firmware, virtualisation
    case gpus, nvidia, amd, intel, camera, npu, wireless, fingerprint, bluetooth
    case disks, logicalVolumes, arrays, mounts, swaps
  }

  /// What was found out about a part, a line a thing.
  package func facts(about subject: Subject) -> [String] {
    switch subject {
    case .system: [system]
    case .model: dmi.computer == "unknown" ? [] : [dmi.computer]
    case .portable:
      (dmi.laptop ? ["a portable computer"] : []) + (peripherals.battery ? ["a battery"] : [])
    case .processor: [cpu.modelName ?? cpu.vendor.rawValue]
    case .virtualMachines:
      cpu.kvmModule.map { ["the processor has the flag \($0 == "kvm-amd" ? "svm" : "vmx")"] } ?? []
    case .memory: memoryKiB.map { ["\($0 >> 10) MiB of memory"] } ?? []
    case .firmware:
      [firmware.kind == .uefi ? "UEFI of \(firmware.platformBits ?? 64) bits" : "BIOS"]
    case .virtualisation:
      virtualisation.guest
        ? ["a guest of \(virtualisation.type)"] + [virtualisation.evidence].compactMap { $0 }
        : ["real hardware"]
    case .gpus: gpus.map(words)
    case .nvidia: gpus.filter { $0.vendor == .nvidia }.map(words)
    case .amd: gpus.filter { $0.vendor == .amd }.map(words)
    case .intel: gpus.filter { $0.vendor == .intel }.map(words)
    case .camera: words(pciDevices.filter { ($0.classCode ?? 0) >> 8 == 0x0480 })
    case .npu: words(pciDevices.filter { ($0.classCode ?? 0) >> 8 == 0x1200 && !$0.isDisplay })
    case .wireless: words(pciDevices.filter { ($0.classCode ?? 0) >> 8 == 0x0280 })
    case .fingerprint: peripherals.fingerprintReader ? ["a reader that libfprint drives"] : []
    case .bluetooth: peripherals.bluetooth ? ["a Bluetooth adapter"] : []
    case .disks: disks.map { "\($0.name) \($0.model ?? $0.transport ?? "")" }
    case .logicalVolumes: layers { $0 == .lvm }
    case .arrays: layers { if case .raid = $0 { true } else { false } }
    case .mounts: mounts.map(words)
    case .swaps: swaps.map { "\($0.device), \($0.words)" }
    }
  }

  /// What is mounted at a place.
  package func facts(aboutMount place: String) -> [String] {
    mounts.filter { $0.mountPoint == place }.map(words)
  }

  /// What an open LUKS container lies on.
  package func facts(aboutLUKS name: String) -> [String] {
    luksDevices.filter { $0.name == name }.map { "LUKS \($0.name) on \($0.device)" }
  }

  /// What a module of the initial ramdisk drives; modules of buses and of layers above disks drive
  /// nothing that has a number.
  package func facts(aboutModule module: String) -> [String] {
    let devices = words(pciDevices.filter { $0.module == module })
    let interfaces = usbInterfaces.filter { $0.module == module }.map {
      "\($0.interfaceClass == 0x08 ? "a USB disk" : "a USB keyboard") at \($0.name)"
    }
    let driven = devices + interfaces
    return ["\(module) drives \(driven.isEmpty ? "a disk or a keyboard" : Self.joined(driven))"]
  }

  /// A server has dozens of functions that one module drives.
  private static func joined(_ things: [String]) -> String {
    let shown = things.prefix(3).joined(separator: ", ")
    return things.count > 3 ? "\(shown) and \(things.count - 3) more" : shown
  }

  private func words(_ gpu: GPU) -> String {
    let guest = gpu.passedThrough ? ", held for a guest" : ""
    return "\(gpu.pci.address) \(gpu.productName) [\(gpu.pci.idText)]\(guest)"
  }

  private func words(_ devices: [PCIDevice]) -> [String] {
    devices.map { "\($0.address) [\($0.idText)]" }
  }

  private func words(_ mount: Mount) -> String {
    "\(mount.device) (\(mount.fileSystem)) at \(mount.mountPoint)"
  }

  private func layers(_ isWanted: (StackedDevice.Kind) -> Bool) -> [String] {
    stackedDevices.filter { isWanted($0.kind) }.map {
      "\($0.mapperName ?? $0.name) on \($0.slaves.joined(separator: ", "))"
    }
  }
}
