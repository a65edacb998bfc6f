import HostModel

/// Facts in words.
enum ProbeText {
  static func machine(_ dmi: Hardware.DMI) -> String {
    var parts: [String] = []
    if let vendor = dmi.systemVendor { parts.append(vendor) }
    if let product = dmi.productName, product != dmi.systemVendor { parts.append(product) }
    return parts.isEmpty ? "unknown" : parts.joined(separator: " ")
  }

  static func system(_ hardware: Hardware) -> String {
    let system = hardware.operatingSystem
    let name = [system.id, system.version].compactMap { $0 }.joined(separator: " ")
    let live = system.live ? " (live, not installed)" : ""
    let kernel = hardware.kernelRelease.map { ", Linux \($0)" } ?? ""
    return "\(name.isEmpty ? "unknown" : name)\(live)\(kernel), \(hardware.system)"
  }

  static func processor(_ cpu: Hardware.CPU) -> String {
    // Makers pad the name with blanks.
    let name = cpu.modelName?.split(separator: " ").joined(separator: " ")
    let counts = [(cpu.sockets, "socket"), (cpu.cores, "core"), (cpu.threads, "thread")]
      .filter { $0.0 > ($0.1 == "socket" ? 1 : 0) }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return ([name ?? "unknown"] + counts).joined(separator: ", ")
  }

  static func firmware(_ firmware: Hardware.Firmware) -> String {
    guard firmware.kind == .uefi else { return "BIOS" }
    let bits = firmware.platformBits.map { " (\($0) bits)" } ?? ""
    let secure =
      switch (firmware.secureBoot, firmware.setupMode) {
      case (true, _): "secure boot on"
      case (false, true): "secure boot off, in setup mode"
      case (false, _): "secure boot off"
      case (nil, _): "secure boot unknown"
      }
    return "UEFI\(bits), \(secure)"
  }

  /// `01:00.0`, without the domain where it says nothing.
  static func shortAddress(_ address: String) -> String {
    address.hasPrefix("0000:") ? String(address.dropFirst(5)) : address
  }

  /// In the unit that leaves at most four digits.
  static func size(_ bytes: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
    var value = Double(max(bytes, 0))
    var unit = 0
    while value >= 1_024, unit < units.count - 1 {
      value /= 1_024
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    let shown =
      unit == 0 || tenths >= 1_000 ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
    return "\(shown) \(units[unit])"
  }

  /// What a service of its own brings to life.
  static func parts(_ hardware: Hardware) -> [String] {
    [
      hardware.peripherals.battery ? "battery" : nil,
      hardware.peripherals.bluetooth ? "Bluetooth" : nil,
      hardware.peripherals.fingerprintReader ? "fingerprint reader" : nil,
      hardware.cameraPlatform.map { "camera processor (\($0))" },
      hardware.hasIntelNPU ? "NPU (Intel)" : hardware.hasAMDNPU ? "NPU (AMD XDNA)" : nil,
    ].compactMap { $0 }
  }

  // MARK: graphics

  /// What the tables say about a GPU, a line a subject.
  static func facts(_ gpu: Hardware.GPU) -> [String] {
    var lines: [String] = []
    switch gpu.model {
    case .nvidia(let model): lines.append(nvidia(model))
    case .amd(let model): lines += amd(model)
    case .intel(let model): lines.append(intel(model))
    case .other(let model):
      lines.append(
        model.kind == "virtual" ? "virtual display" : "management controller (\(model.kind))")
    case nil: lines.append("not in the tables: \(gpu.vendor.rawValue), no driver is promised")
    }
    if case .guess(let reason) = gpu.knowledge { lines.append("a guess: \(reason)") }
    if gpu.passedThrough {
      lines.append("held for a guest by \(gpu.pci.driver ?? "vfio-pci"): this host leaves it alone")
    } else {
      let bound = gpu.pci.driver.map { "driven by \($0) now" } ?? "no driver bound now"
      let expected = gpu.expectedKernelDriver.flatMap {
        $0 == gpu.pci.driver ? nil : ", meant for \($0)"
      }
      lines.append(bound + (expected ?? ""))
    }
    return lines
  }

  private static func nvidia(_ model: Hardware.NVIDIAModel) -> String {
    let capability = model.computeCapability.map { "compute capability \($0)" }
    let driver =
      model.nixpkgsAttribute.map { attribute in
        let modules =
          model.openRequired
          ? "open modules only"
          : model.openKernelModule
            ? "open modules" : "closed modules"
        return "driver \(attribute) (\(modules))"
      } ?? "nouveau only"
    return [model.architecture.map { "\($0) (\(model.chip))" } ?? model.chip, capability, driver]
      .compactMap { $0 }.joined(separator: ", ")
  }

  private static func amd(_ model: Hardware.AMDModel) -> [String] {
    let rocm =
      switch model.rocm {
      case .target: "ROCm in nixpkgs"
      case .override: "ROCm with HSA_OVERRIDE_GFX_VERSION=\(model.hsaOverrideGFXVersion ?? "?")"
      case .none: "no ROCm in nixpkgs"
      }
    let chip = [
      model.family.map { "\($0) (\(model.codename))" } ?? model.codename, model.gfxTarget,
    ]
    var lines = [(chip.compactMap { $0 } + [rocm]).joined(separator: ", ")]
    if let name = model.marketingName { lines.insert("sold as \(name)", at: 0) }
    if model.needsLegacySupport {
      lines.append("amdgpu and Vulkan need hardware.amdgpu.legacySupport before Linux 6.19")
    }
    return lines
  }

  private static func intel(_ model: Hardware.IntelModel) -> String {
    let parts: [(String, String?)] = [
      ("Vulkan", model.vulkan), ("video", model.mediaDriver), ("compute", model.compute),
    ]
    let name = model.generation.map { "\($0) (\(model.codename))" } ?? model.codename
    let drivers = parts.compactMap { part in
      part.1.map { $0 == "none" ? "no \(part.0)" : "\(part.0) \($0)" }
    }
    return ([name] + drivers).joined(separator: ", ")
  }

  /// What one driver for all NVIDIA cards means.
  static func consequence(_ driver: Hardware.NVIDIADriver) -> String {
    if let conflict = driver.conflict { return conflict }
    guard let branch = driver.branch else { return "no driver of NVIDIA's in nixpkgs: nouveau" }
    var parts = ["branch \(branch)", driver.open == true ? "open modules" : "closed modules"]
    if let kernel = driver.kernelBelow { parts.append("needs a kernel before \(kernel)") }
    if !driver.cudaCapabilities.isEmpty {
      parts.append("CUDA capabilities \(driver.cudaCapabilities.joined(separator: " "))")
    }
    return parts.joined(separator: ", ")
  }
}
