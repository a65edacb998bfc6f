import HostModel
import SourceText

/// A probe as a person reads it: what the machine is, and what follows from that for a driver.
///
/// Every text from the machine is made visible first, so that no product name acts on a terminal,
/// and lines are broken between words at the width.
package struct ProbeTable {
  private let width: Int
  private let isColored: Bool
  private var out = ""

  /// The whole table, ending in a line end.
  package static func render(
    _ report: ProbeReport, width: Int = 80, colored: Bool = false
  ) -> String {
    var table = ProbeTable(width: max(width, 40), isColored: colored)
    let hardware = report.hardware
    table.host(hardware)
    table.graphics(hardware)
    table.vulkan(hardware.vulkan)
    table.disks(hardware)
    table.mounts(hardware)
    table.findings(report)
    return table.out
  }

  private init(width: Int, isColored: Bool) {
    self.width = width
    self.isColored = isColored
  }

  // MARK: host

  private mutating func host(_ hardware: Hardware) {
    let dmi = hardware.dmi
    row("Machine", [ProbeText.machine(dmi), dmi.laptop ? "laptop" : nil])
    row("System", [ProbeText.system(hardware)])
    row("Processor", [ProbeText.processor(hardware.cpu)])
    row("Memory", [hardware.memoryKiB.map { ProbeText.size($0 * 1_024) } ?? "unknown"])
    row("Firmware", [ProbeText.firmware(hardware.firmware)])
    let parts = ProbeText.parts(hardware)
    if !parts.isEmpty { row("Parts", parts) }
    if let profile = hardware.profile { row("Profile", ["\(profile) of nixos-hardware"]) }
    if hardware.virtualisation.guest {
      let evidence = hardware.virtualisation.evidence.map { "by \($0)" }
      row("Guest of", [hardware.virtualisation.type, evidence])
    }
  }

  // MARK: devices

  private mutating func graphics(_ hardware: Hardware) {
    heading("Graphics")
    if hardware.gpus.isEmpty { row("", ["no display controller"]) }
    for gpu in hardware.gpus {
      row(ProbeText.shortAddress(gpu.pci.address), [gpu.name])
      for line in ProbeText.facts(gpu) { row("", [line]) }
      for card in hardware.drmCards where card.address == gpu.pci.address {
        if !card.connected.isEmpty {
          row("", ["display on \(card.connected.joined(separator: ", "))"])
        }
      }
    }
    if let driver = hardware.nvidiaDriver { row("NVIDIA", [ProbeText.consequence(driver)]) }
    if let prime = hardware.prime {
      row(
        "PRIME",
        ["nvidiaBusId \(prime.nvidiaBusID)", "\(prime.integratedOption) \(prime.integratedBusID)"])
    }
  }

  private mutating func vulkan(_ vulkan: Hardware.Vulkan) {
    heading("Vulkan")
    let names = vulkan.drivers.map { driver in
      let file = driver.manifest.split(separator: "/").last ?? ""
      let name = file.prefix { $0 != "." }
      return name.hasSuffix("_icd") ? String(name.dropLast(4)) : String(name)
    }
    row("Drivers", [names.isEmpty ? "none found" : Set(names).sorted().joined(separator: ", ")])
  }

  private mutating func disks(_ hardware: Hardware) {
    heading("Disks")
    if hardware.disks.isEmpty { row("", ["none"]) }
    for disk in hardware.disks {
      let count = disk.partitions.count
      row(
        disk.name,
        [
          disk.sizeBytes.map { $0 == 0 ? "empty" : ProbeText.size($0) } ?? "size unknown",
          disk.transport, disk.model,
          disk.rotational && disk.transport == "sata/sas" ? "rotates" : nil,
          disk.removable ? "removable" : nil,
          count == 0 ? nil : "\(count) partition\(count == 1 ? "" : "s")",
          disk.installationMedium ? "this system was started from it" : nil,
        ])
    }
  }

  private mutating func mounts(_ hardware: Hardware) {
    heading("File systems")
    if hardware.mounts.isEmpty {
      row("", [hardware.operatingSystem.live ? "a live system; nothing on /mnt" : "none"])
    }
    for mount in hardware.mounts {
      row(mount.mountPoint, [mount.fileSystem, mount.device] + mount.options.map { Optional($0) })
    }
    for device in hardware.luksDevices {
      row("encrypted", ["\(device.name) on \(device.device)"])
    }
    for swap in hardware.swaps { row("swap", [swap.device]) }
  }

  private mutating func findings(_ report: ProbeReport) {
    guard !report.findings.isEmpty else { return }
    heading("Findings")
    for finding in report.findings {
      row(finding.severity.rawValue, [finding.message])
      if let fix = finding.fix { row("", ["fix: \(fix)"]) }
    }
  }

  // MARK: lines

  /// Columns of the names on the left, with their margin.
  private static let margin = 16

  private mutating func heading(_ text: String) {
    out += isColored ? "\n\u{1b}[1m\(text)\u{1b}[0m\n" : "\n\(text)\n"
  }

  /// A name and its values with commas between, broken between words.
  private mutating func row(_ name: String, _ values: [String?]) {
    let text = values.compactMap { $0 }.map { Terminal.visible($0) }.joined(separator: ", ")
    let shown = Terminal.visible(name)
    var line = "  " + shown
    let column = Self.margin
    if shown.count > column - 4 {
      // A long mount point stands alone.
      out += line + "\n"
      line = ""
    }
    line += String(repeating: " ", count: column - line.count)
    for word in text.split(separator: " ") {
      let needsBreak = line.count > column && line.count + 1 + word.count > width
      if needsBreak {
        out += line + "\n"
        line = String(repeating: " ", count: column)
      }
      if line.count > column { line += " " }
      line += word
    }
    while line.hasSuffix(" ") { line.removeLast() }
    if !line.isEmpty { out += line + "\n" }
  }
}
