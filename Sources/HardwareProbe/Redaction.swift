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
}
