/// What the probe lets itself see of files that also hold private things.
///
/// Applied when a file is read, so that neither `Hardware` nor a recording can hold the rest.
enum Redaction {
  /// Of the kernel's command line, the words that say something about hardware. The others may hold
  /// host names, addresses and secrets.
  static func commandLine(_ bytes: [UInt8]) -> [UInt8] {
    let kept = ["vfio-pci.", "vfio_pci.", "pci-stub.", "boot.live", "root=LABEL=", "findiso="]
    let words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
      .filter { word in kept.contains { word.starts(with: $0.utf8) } }
    return Array(words.joined(separator: [UInt8(ascii: " ")])) + [UInt8(ascii: "\n")]
  }

  /// Of /proc/cpuinfo, all but serial numbers, which boards with device trees put there.
  static func cpuinfo(_ bytes: [UInt8]) -> [UInt8] {
    withoutLines(bytes) { $0.starts(with: "Serial".utf8) }
  }

  /// Of the mounts, those that the probe considers; the others tell of containers and users.
  static func mountinfo(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var kept = 0
    // One more than is considered, so that the probe sees that there are more.
    for line in bytes.split(separator: UInt8(ascii: "\n")) where kept <= MountTable.maximumEntries {
      guard let entry = MountTable(Array(line)).entries.first else { continue }
      if MountProbe.isIgnored(mountPoint: entry.mountPoint, fileSystem: entry.fileSystem) {
        guard LiveSystem.isWitness(entry.mountPoint) else { continue }
        // Without its options: an overlay names the folders it is made of.
        out += line.prefix(through: line.lastIndex(of: UInt8(ascii: " ")) ?? line.startIndex)
        out += Array("rw".utf8)
      } else {
        out += line
      }
      kept += 1
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  /// Of the environment, the variables of the Vulkan loader's search.
  static func environment(_ bytes: [UInt8]) -> [UInt8] {
    Array(
      bytes.split(separator: 0).filter { variable in
        let name = variable.prefix { $0 != UInt8(ascii: "=") }
        return VulkanSearch.variables.contains(String(decoding: name, as: UTF8.self))
      }.joined(separator: [0]))
  }

  /// Of a device mapper's uuid, the kind (`CRYPT-LUKS2`, `LVM`); the rest names this one machine.
  static func deviceMapperUUID(_ bytes: [UInt8]) -> [UInt8] {
    let text = Array(Text.trim(bytes[...]))
    if text.starts(with: "CRYPT-".utf8) {
      return Array(text.split(separator: UInt8(ascii: "-")).prefix(2).joined(separator: [45]))
    }
    return Array(text.prefix { $0 != UInt8(ascii: "-") })
  }

  /// Of `md/uuid`, only that there is one.
  static func presence(_ bytes: [UInt8]) -> [UInt8] {
    Text.trim(bytes[...]).isEmpty ? [] : Array("present\n".utf8)
  }

  private static func withoutLines(
    _ bytes: [UInt8], where isPrivate: (ArraySlice<UInt8>) -> Bool
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if isPrivate(line) { continue }
      out += line
      out.append(UInt8(ascii: "\n"))
    }
    if !out.isEmpty { out.removeLast() }
    return out
  }
}
