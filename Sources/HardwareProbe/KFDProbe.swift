import HostModel

/// The compute nodes of amdgpu, which tell the instruction set even of cards that no table knows.
enum KFDProbe {
  private static let folder = "/sys/class/kfd/kfd/topology/nodes"

  static func run(on root: SystemRoot) -> [Hardware.KFDNode] {
    root.names(folder, limit: 4_096).compactMap { name in
      guard let number = Int(name), number >= 0, String(number) == name else { return nil }
      return node(number, root: root)
    }.sorted { $0.node < $1.node }
  }

  /// Nil for a processor, which is a node without an instruction set of its own.
  private static func node(_ number: Int, root: SystemRoot) -> Hardware.KFDNode? {
    let path = "\(folder)/\(number)"
    let properties = self.properties("\(path)/properties", root: root)
    guard let version = properties["gfx_target_version"], version > 0, version < 10_000_000 else {
      return nil
    }
    var node = Hardware.KFDNode(node: number)
    node.gfxTargetVersion = version
    node.gfxTarget = target(version)
    node.drmRenderMinor = properties["drm_render_minor"]
    if let location = properties["location_id"], (0...0xffff).contains(location) {
      let address = PCIAddress(
        domain: properties["domain"] ?? 0, bus: location >> 8, device: location >> 3 & 0x1f,
        function: location & 7)
      node.address = address.description
    }
    let banks = root.names("\(path)/mem_banks", limit: 64).compactMap { bank in
      self.properties("\(path)/mem_banks/\(bank)/properties", root: root)["size_in_bytes"]
    }
    let total = banks.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    if total > 0 { node.vramBytes = total }
    return node
  }

  /// `110003` is major 11, minor 0, step 3: gfx1103. The step is a hexadecimal digit: 90010, gfx90a.
  static func target(_ version: Int) -> String {
    let (major, minor, step) = (version / 10_000, version / 100 % 100, version % 100)
    return "gfx\(major)\(Text.hex(minor, 1))\(Text.hex(step, 1))"
  }

  /// Lines of a name and a number; what is not is left out.
  private static func properties(_ path: String, root: SystemRoot) -> [String: Int] {
    guard let text = root.bytes(path) else { return [:] }
    var properties: [String: Int] = [:]
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count == 2, let number = Text.decimal(words[1]), number >= 0 else { continue }
      properties[String(decoding: words[0], as: UTF8.self)] = number
    }
    return properties
  }
}
