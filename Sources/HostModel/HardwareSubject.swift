extension Hardware {
  /// A part of the machine that explanations refer to.
  package enum Subject: String, Sendable, Hashable, CaseIterable {
    case model, processor, memory, firmware, virtualisation, gpus, disks, layers, mounts, swaps
    case keyboard, network
  }

  /// What was found out about a part, a line a thing.
  package func facts(about subject: Subject) -> [String] {
    switch subject {
    case .model:
      [dmi.systemVendor, dmi.productName, dmi.laptop ? "a portable computer" : nil].compactMap {
        $0
      }
    case .processor: [cpu.modelName ?? cpu.vendor.rawValue, system]
    case .memory: memoryKiB.map { ["\($0 >> 10) MiB of memory"] } ?? []
    case .firmware:
      [firmware.kind == .uefi ? "UEFI of \(firmware.platformBits ?? 64) bits" : "BIOS"]
    case .virtualisation:
      virtualisation.guest
        ? ["a guest of \(virtualisation.type)"] + [virtualisation.evidence].compactMap { $0 }
        : ["real hardware"]
    case .gpus:
      gpus.map { gpu in
        let guest = gpu.passedThrough ? ", held for a guest" : ""
        return "\(gpu.pci.address) \(gpu.productName) [\(gpu.pci.idText)]\(guest)"
      }
    case .disks: disks.map { "\($0.name) \($0.model ?? $0.transport ?? "")" }
    case .layers:
      luksDevices.map { "LUKS \($0.name) on \($0.device)" }
        + stackedDevices.filter { $0.kind != .luks }.map {
          "\($0.mapperName ?? $0.name) on \($0.slaves.joined(separator: ", "))"
        }
    case .mounts: mounts.map { "\($0.device) (\($0.fileSystem)) at \($0.mountPoint)" }
    case .swaps: swaps.map(\.device)
    case .keyboard:
      usbInterfaces.filter { $0.interfaceClass == 0x03 && $0.interfaceProtocol == 0x01 }
        .map { "USB keyboard at \($0.name)" }
    case .network:
      pciDevices.filter { ($0.classCode ?? 0) >> 16 == 0x02 }
        .map { "\($0.address) [\($0.idText)]" }
    }
  }
}
