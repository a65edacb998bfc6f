import HostModel

/// What the tables know of a display controller, by its PCI ids.
struct GPUFacts {
  var vendor: Hardware.GPU.Vendor
  var model: Hardware.GPU.Model?
  var knowledge: Hardware.GPU.Knowledge
  var name: String
  var discrete: Bool?
  var kernelDriver: String?

  /// Looks a device up; an id that no table holds gets a guess with its reason, or `unknown`.
  static func of(_ device: Hardware.PCIDevice) -> GPUFacts {
    switch device.vendor {
    case 0x10de: nvidia(device)
    case 0x1002: amd(device)
    case 0x8086: intel(device)
    default: other(device)
    }
  }

  static func unknown(
    _ device: Hardware.PCIDevice, _ vendor: Hardware.GPU.Vendor, maker: String
  ) -> GPUFacts {
    let ids = "\(Text.hex(device.vendor, 4)):\(Text.hex(device.device, 4))"
    return GPUFacts(
      vendor: vendor, model: nil, knowledge: .unknown, name: "unknown \(maker) [\(ids)]")
  }

  /// The rows of the 16 ids around one, when all of them agree in `column` and there are two at
  /// least: AMD and Intel give such a block to one chip.
  static func neighbours(
    of device: Hardware.PCIDevice, in table: FactTable, agreeing column: String
  ) -> (row: FactTable.Row, value: String, reason: String)? {
    let first = device.device & 0xfff0
    let rows = table.rows(first...(first | 0xf))
    guard rows.count >= 2, let row = rows.first, let value = row[column],
      rows.allSatisfy({ $0[column] == value })
    else { return nil }
    let block = "\(Text.hex(first, 4)) to \(Text.hex(first | 0xf, 4))"
    return (row, value, "all \(rows.count) known ids from \(block) are \(value)")
  }
}

// MARK: NVIDIA

extension GPUFacts {
  /// Chips with graphics but without a card of their own: nForce chipsets and SoCs.
  private static let integratedChips: Set<String> = [
    "C51", "C61", "C67", "C68", "C73", "C77", "C78", "C79", "MCP79", "MCP7A", "MCP89", "GB10B",
    "GB20B",
  ]

  private static func nvidia(_ device: Hardware.PCIDevice) -> GPUFacts {
    if let row = GPUTables.nvidia.row(device.device), let chip = row["chip"] {
      return nvidia(row, chip: chip, name: row["name"] ?? chip, knowledge: .table)
    }
    if let row = GPUTables.nvidiaPreTesla.row(device.device), let chip = row["chip"] {
      var model = Hardware.NVIDIAModel(chip: chip)
      model.newestBranch = row["newest_branch"]
      return GPUFacts(
        vendor: .nvidia, model: .nvidia(model), knowledge: .table, name: row["name"] ?? chip,
        discrete: !integratedChips.contains(chip), kernelDriver: "nouveau")
    }
    if let (block, chip) = nvidiaBlock(device.device),
      let row = GPUTables.nvidiaChips.row(where: "chip", is: chip)
    {
      let reason =
        "all \(block["known_devices"] ?? "known") ids from \(block["first"] ?? "") to "
        + "\(block["last"] ?? "") are \(chip)"
      let name = "unknown NVIDIA \(chip) [10de:\(Text.hex(device.device, 4))]"
      return nvidia(row, chip: chip, name: name, knowledge: .guess(reason: reason))
    }
    return unknown(device, .nvidia, maker: "NVIDIA device")
  }

  private static func nvidiaBlock(_ device: Int) -> (FactTable.Row, String)? {
    // Blocks are aligned to their size of 128 ids.
    guard let row = GPUTables.nvidiaBlocks.row(device & 0xff80), let chip = row["chip"] else {
      return nil
    }
    return (row, chip)
  }

  private static func nvidia(
    _ row: FactTable.Row, chip: String, name: String, knowledge: Hardware.GPU.Knowledge
  ) -> GPUFacts {
    var model = Hardware.NVIDIAModel(
      chip: chip, openKernelModule: row["open_kernel_module"] == "yes",
      openRequired: row["open_required"] == "yes")
    model.architecture = row["architecture"]
    model.computeCapability = row["compute_capability"]
    model.newestBranch = row["newest_branch"]
    model.nixpkgsAttribute = row["nixpkgs_attr"]
    if let facts = GPUTables.nvidiaChips.row(where: "chip", is: chip),
      let oldest = facts["nixpkgs_cuda_min"], oldest != "none"
    {
      model.oldestCUDA = oldest
      model.newestCUDA = facts["nixpkgs_cuda_max"]
    }
    return GPUFacts(
      vendor: .nvidia, model: .nvidia(model), knowledge: knowledge, name: name,
      discrete: !integratedChips.contains(chip))
  }
}

// MARK: AMD

extension GPUFacts {
  private static func amd(_ device: Hardware.PCIDevice) -> GPUFacts {
    if let row = GPUTables.amd.row(device.device) {
      var facts = amd(row, knowledge: .table)
      if case .amd(var model)? = facts.model {
        model.marketingName = GPUTables.amdNames.row(device.device, device.revision)?["name"]
        // One id, two chips: these revisions of 67ff are Polaris 10 (a quirk of amdgpu).
        if device.device == 0x67ff, [0xe3, 0xe7, 0xf3, 0xf7].contains(device.revision) {
          model.codename = "Polaris 10"
        }
        facts.model = .amd(model)
      }
      return facts
    }
    guard let near = neighbours(of: device, in: GPUTables.amd, agreeing: "codename") else {
      return unknown(device, .amd, maker: "AMD device")
    }
    var facts = amd(near.row, knowledge: .guess(reason: near.reason))
    facts.name = "unknown AMD \(near.value) [1002:\(Text.hex(device.device, 4))]"
    return facts
  }

  private static func amd(
    _ row: FactTable.Row, knowledge: Hardware.GPU.Knowledge
  ) -> GPUFacts {
    var model = Hardware.AMDModel(codename: row["codename"] ?? "unknown")
    model.family = row["family"]
    model.gfxTarget = row["gfx_target"]
    model.rocm = row["rocm_nixpkgs"].flatMap(Hardware.AMDModel.ROCm.init) ?? .none
    model.hsaOverrideGFXVersion = row["hsa_override_gfx_version"]
    model.needsLegacySupport = row["legacy_support_option"] == "yes"
    model.vulkan = row["vulkan"]
    model.rocmLibraryGaps = row["rocm_lib_gaps"]
    return GPUFacts(
      vendor: .amd, model: .amd(model), knowledge: knowledge, name: row["name"] ?? model.codename,
      discrete: row["apu"].map { $0 != "yes" }, kernelDriver: row["kernel_driver"])
  }
}

// MARK: Intel

extension GPUFacts {
  /// Code names of cards; all others sit in the processor or its chipset.
  private static let discreteIntel: Set<String> = [
    "DG1", "Alchemist (DG2)", "Arctic Sound-M", "Battlemage", "Ponte Vecchio", "Crescent Island",
  ]

  private static func intel(_ device: Hardware.PCIDevice) -> GPUFacts {
    if let row = GPUTables.intel.row(device.device) { return intel(row, knowledge: .table) }
    guard let near = neighbours(of: device, in: GPUTables.intel, agreeing: "codename") else {
      return unknown(device, .intel, maker: "Intel device")
    }
    var facts = intel(near.row, knowledge: .guess(reason: near.reason))
    facts.name = "unknown Intel \(near.value) [8086:\(Text.hex(device.device, 4))]"
    return facts
  }

  private static func intel(
    _ row: FactTable.Row, knowledge: Hardware.GPU.Knowledge
  ) -> GPUFacts {
    var model = Hardware.IntelModel(codename: row["codename"] ?? "unknown")
    model.generation = row["generation"]
    model.vulkan = row["vulkan"]
    model.mediaDriver = row["media_driver"]
    model.compute = row["compute"]
    model.videoProcessing = row["vpl"]
    let driver = row["kernel_driver"]
    model.forceProbe = driver.map { row["force_probe"] == "\($0).force_probe" } ?? false
    model.alternativeKernelDriver = row["alt_kernel_driver"]
    return GPUFacts(
      vendor: .intel, model: .intel(model), knowledge: knowledge,
      name: row["name"] ?? model.codename, discrete: discreteIntel.contains(model.codename),
      kernelDriver: driver)
  }
}

// MARK: others

extension GPUFacts {
  private static func other(_ device: Hardware.PCIDevice) -> GPUFacts {
    guard let row = GPUTables.other.row(device.vendor, device.device) else {
      return unknown(device, .other, maker: "display device")
    }
    var model = Hardware.OtherModel(kind: row["kind"] ?? "unknown")
    model.vulkan = row["mesa_vulkan"]
    return GPUFacts(
      vendor: .other, model: .other(model), knowledge: .table, name: row["name"] ?? "unknown",
      discrete: false, kernelDriver: row["kernel_driver"])
  }
}
