import HostModel

/// The cards of the kernel's display subsystem, their render nodes and connected displays.
enum DRMProbe {
  private static let folder = "/sys/class/drm"

  static func run(on root: SystemRoot) -> [Hardware.DRMCard] {
    let names = root.names(folder)
    guard !names.isEmpty else { return [] }
    // The render node of a card is the one that shares its device.
    var renderNodes: [String: String] = [:]
    for name in names where number(name, after: "renderD") != nil {
      if let device = root.canonical("\(folder)/\(name)/device") { renderNodes[device] = name }
    }
    var cards = names.filter { number($0, after: "card") != nil }
      .map { card(name: $0, names: names, renderNodes: renderNodes, root: root) }
    cards.sort { order($0) < order($1) }
    return cards
  }

  /// By render node, which is the order in which drivers took their devices; cards without one
  /// (framebuffers, management controllers) come first.
  private static func order(_ card: Hardware.DRMCard) -> (Int, Int) {
    (
      card.render.flatMap { number($0, after: "renderD") } ?? -1,
      number(card.card, after: "card") ?? 0
    )
  }

  private static func card(
    name: String, names: [String], renderNodes: [String: String], root: SystemRoot
  ) -> Hardware.DRMCard {
    var card = Hardware.DRMCard(card: name)
    if let device = root.canonical("\(folder)/\(name)/device") {
      card.render = renderNodes[device]
      let last = device.split(separator: "/").last.map(String.init) ?? ""
      if let address = PCIAddress(last) {
        card.address = address.description
      } else if let address = pciParent(device) {
        // A virtio GPU: its DRM device hangs on the virtio bus below the PCI function.
        card.address = address.description
      } else {
        card.platform = last
      }
    }
    card.connected = names.filter { $0.hasPrefix("\(name)-") }.compactMap { connector in
      root.line("\(folder)/\(connector)/status") == "connected"
        ? String(connector.dropFirst(name.utf8.count + 1)) : nil
    }
    card.bootDisplay = root.number("\(folder)/\(name)/boot_display") == 1
    return card
  }

  private static func pciParent(_ path: String) -> PCIAddress? {
    path.split(separator: "/").reversed().lazy.compactMap { PCIAddress(String($0)) }.first
  }

  /// The number of `card0` or `renderD128`; nil for connectors and absurd numbers.
  private static func number(_ name: String, after prefix: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    let digits = name.dropFirst(prefix.utf8.count)
    guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return Int(digits)
  }
}
