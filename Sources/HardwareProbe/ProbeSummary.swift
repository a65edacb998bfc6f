package import HostModel
import SourceText

/// What the wizard says first about a machine: a line a subject.
package enum ProbeSummary {
  package static func lines(
    _ hardware: Hardware
  ) -> [(subject: String, value: String)] {
    var lines: [(subject: String, value: String)] = []
    func add(_ subject: String, _ value: String?) {
      if let value, !value.isEmpty { lines.append((subject, value)) }
    }
    add("Machine", ProbeText.machine(hardware.dmi) + (hardware.dmi.laptop ? ", laptop" : ""))
    add("System", ProbeText.system(hardware))
    add("Processor", ProbeText.processor(hardware.cpu))
    add("Memory", hardware.memoryKiB.map { ProbeText.size($0 * 1_024) })
    add("Firmware", ProbeText.firmware(hardware.firmware))
    if hardware.virtualisation.guest { add("Guest of", hardware.virtualisation.type) }
    for gpu in hardware.gpus {
      add("Graphics", "\(gpu.name), \(ProbeText.shortAddress(gpu.pci.address))")
      add("", ProbeText.facts(gpu).first)
      for card in hardware.drmCards where card.address == gpu.pci.address {
        if !card.connected.isEmpty {
          add("", "display on \(card.connected.joined(separator: ", "))")
        }
      }
    }
    for disk in hardware.disks where disk.sizeBytes != 0 {
      let parts = [disk.sizeBytes.map(ProbeText.size), disk.model].compactMap { $0 }
      add("Disk", ([disk.name] + parts).joined(separator: ", "))
    }
    for mount in hardware.mounts {
      add("Mounted", "\(mount.mountPoint): \(mount.fileSystem) on \(mount.device)")
    }
    return lines
  }
}
