import HostModel
import SourceText

/// The hardware as people read it: what decisions depend on, no more.
struct HardwareText {
  let hardware: Hardware

  init(_ hardware: Hardware) { self.hardware = hardware }

  /// The whole text, ending with a newline.
  var text: String {
    var out = "Machine\n" + machine.text
    out += section("Graphics", hardware.gpus.isEmpty ? nil : graphics)
    out += section("Disks", hardware.disks.isEmpty ? nil : disks)
    out += section("Mounted", hardware.mounts.isEmpty ? nil : mounts)
    out += section("Vulkan drivers", hardware.vulkan.drivers.isEmpty ? nil : vulkan)
    out += "\n\(hardware.pciDevices.count) PCI functions, "
    return out + "\(hardware.usbInterfaces.count) USB interfaces; --json shows all.\n"
  }

  private func section(_ title: String, _ table: TextTable?) -> String {
    table.map { "\n\(title)\n\($0.text)" } ?? ""
  }

  private var machine: TextTable {
    var table = TextTable()
    func add(_ name: String, _ values: String?...) {
      let text = values.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
      if !text.isEmpty { table.add(name, Terminal.visible(text)) }
    }
    let cpu = hardware.cpu
    add("system", hardware.system, hardware.kernelRelease.map { "Linux \($0)" })
    add("running", hardware.operatingSystem.id, hardware.operatingSystem.version)
    add("product", hardware.dmi.systemVendor, hardware.dmi.productName)
    add("board", hardware.dmi.boardVendor, hardware.dmi.boardName)
    add(
      "processor", cpu.modelName ?? cpu.vendor.rawValue,
      "(\(cpu.cores) cores, \(cpu.threads) threads)")
    add("memory", hardware.memoryKiB.map { Self.size($0 * 1024) })
    add("firmware", hardware.firmware.kind.rawValue.uppercased(), secureBoot)
    add(
      "guest of", hardware.virtualisation.guest ? hardware.virtualisation.type : nil)
    return table
  }

  private var secureBoot: String? {
    hardware.firmware.secureBoot.map { $0 ? "(Secure Boot on)" : "(Secure Boot off)" }
  }

  private var graphics: TextTable {
    var table = TextTable()
    for gpu in hardware.gpus {
      table.add(
        gpu.pci.address, Terminal.visible(gpu.name), Terminal.visible(Self.details(of: gpu)))
    }
    return table
  }

  private static func details(of gpu: Hardware.GPU) -> String {
    var parts: [String] = []
    switch gpu.model {
    case .nvidia(let model):
      parts.append(model.chip)
      if let architecture = model.architecture { parts.append(architecture) }
      if let capability = model.computeCapability { parts.append("compute \(capability)") }
      if let branch = model.newestBranch { parts.append("driver branch \(branch)") }
    case .amd(let model): parts += [model.codename] + [model.gfxTarget].compactMap { $0 }
    case .intel(let model): parts += [model.codename] + [model.generation].compactMap { $0 }
    case .other(let model): parts.append(model.kind)
    case nil: break
    }
    switch gpu.knowledge {
    case .table: break
    case .guess(let reason): parts.append("a guess: \(reason)")
    case .unknown: parts.append("not in the tables")
    }
    if gpu.passedThrough { parts.append("left to a guest") }
    if let driver = gpu.pci.driver { parts.append("bound to \(driver)") }
    return parts.joined(separator: ", ")
  }

  private var disks: TextTable {
    var table = TextTable()
    for disk in hardware.disks {
      var remarks = [disk.transport].compactMap { $0 }
      if disk.rotational { remarks.append("rotational") }
      if disk.removable { remarks.append("removable") }
      if disk.installationMedium { remarks.append("this system was started from it") }
      table.add(
        Terminal.visible(disk.name), disk.sizeBytes.map(Self.size) ?? "?",
        Terminal.visible(disk.model ?? "-"), Terminal.visible(remarks.joined(separator: ", ")))
    }
    return table
  }

  private var mounts: TextTable {
    var table = TextTable()
    for mount in hardware.mounts {
      table.add(
        Terminal.visible(mount.mountPoint), Terminal.visible(mount.fileSystem),
        Terminal.visible(mount.device))
    }
    return table
  }

  private var vulkan: TextTable {
    var table = TextTable()
    for driver in hardware.vulkan.drivers {
      let name = driver.manifest.split(separator: "/").last.map(String.init) ?? driver.manifest
      table.add(Terminal.visible(name), Terminal.visible(driver.apiVersion ?? "-"))
    }
    return table
  }

  /// Bytes in the unit that keeps one to four digits before the point.
  static func size(_ bytes: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    let tenths = (value * 10).rounded() / 10
    let text =
      tenths == tenths.rounded() || value >= 100 ? String(Int(value.rounded())) : "\(tenths)"
    return "\(text) \(units[unit])"
  }
}
