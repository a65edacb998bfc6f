/// What comparisons say of the parts of a machine.
extension Hardware.CPU.Vendor {
  var words: String {
    switch self {
    case .intel: "an Intel processor"
    case .amd: "an AMD processor"
    case .arm: "an ARM processor"
    case .other: "another processor"
    }
  }
}

extension Hardware.CPU {
  /// `8 cores with 16 threads`.
  var coreWords: String { "\(cores) cores with \(threads) threads" }
}

extension Hardware.DMI {
  /// Maker and product, or board where the maker left the product blank.
  package var computer: String {
    let names = [systemVendor, productName ?? boardName].compactMap { $0 }
    return names.isEmpty ? "unknown" : names.joined(separator: " ")
  }
}

extension Hardware.GPU {
  /// The address without the domain that nearly all machines have alone.
  var slot: String {
    pci.address.hasPrefix("0000:") ? String(pci.address.dropFirst(5)) : pci.address
  }
}

extension Hardware.Disk {
  /// Model and size, the latter as makers count it.
  var words: String {
    let gigabytes = sizeBytes.map { "\(($0 + 500_000_000) / 1_000_000_000) GB" }
    let disk = [model ?? "a disk", gigabytes].compactMap { $0 }.joined(separator: " of ")
    return transport.map { "\(disk) (\($0))" } ?? disk
  }
}

extension Hardware.Mount {
  /// Type, device and what options say.
  var words: String {
    [
      fileSystem, device, options.isEmpty ? nil : "with \(options.joined(separator: ","))",
      stratisPool.map { "in the Stratis pool \($0)" },
    ].compactMap { $0 }.joined(separator: " ")
  }
}

extension Hardware {
  /// Swaps on disks; the one in compressed memory is made anew at every start.
  var lastingSwaps: [Swap] { swaps.filter { !$0.device.hasPrefix("/dev/zram") } }
}

extension Hardware.Virtualisation {
  /// What the machine is made of.
  var words: String {
    switch type {
    case "none": "real hardware"
    case "wsl": "WSL"
    default: "a guest of \(type)"
    }
  }
}

extension Hardware.LUKSDevice {
  /// The device, and what must be started before it.
  var words: String { onLVM ? "\(device) on a logical volume" : device }
}

extension Hardware.Swap {
  var words: String {
    [
      isFile ? "a file" : "a partition",
      priority.map { "with priority \($0)" },
      randomEncryption ? "encrypted anew at each start" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }
}

/// Kinds of PCI devices, other than GPUs, that matter to a configuration.
enum DeviceKind: String, CaseIterable {
  case storage = "storage controller"
  case network
  case wifi = "Wi-Fi"
  case audio
  case camera
  case npu = "NPU"
  case nvSwitch = "NVSwitch"

  /// Of a new one. Without the driver of a storage controller the disks behind it are not found;
  /// sound cards need no word of the configuration.
  var severity: HardwareChange.Severity {
    switch self {
    case .storage: .bootCritical
    case .network, .wifi, .camera, .npu, .nvSwitch: .driver
    case .audio: .cosmetic
    }
  }

  var severityWhenGone: HardwareChange.Severity {
    switch self {
    case .storage, .audio: .cosmetic
    case .network, .wifi, .camera, .npu, .nvSwitch: .driver
    }
  }

  private func holds(_ device: Hardware.PCIDevice) -> Bool {
    guard let code = device.classCode else { return false }
    return switch self {
    case .storage: code >> 16 == 0x01
    case .network: code >> 16 == 0x02 && code >> 8 != 0x0280
    case .wifi: code >> 8 == 0x0280
    case .audio: code >> 16 == 0x04 && code >> 8 != 0x0480
    // Image processors such as Intel's IPU6.
    case .camera: code >> 8 == 0x0480
    case .npu: code >> 8 == 0x1200 && !device.isDisplay
    case .nvSwitch: code >> 8 == 0x0680 && device.vendor == 0x10de
    }
  }

  /// In words, sorted: `8086:15f3 (igc)`. The sound of a graphics card is part of the card.
  func devices(of hardware: Hardware) -> [String] {
    let companions = Set(hardware.gpus.flatMap(\.companions))
    return hardware.pciDevices.filter { holds($0) && !companions.contains($0.address) }
      .map { device in device.idText + (device.module.map { " (\($0))" } ?? "") }.sorted()
  }
}
