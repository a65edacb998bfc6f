import HostModel

/// The address of a PCI function. Sorted as lspci prints: domain, bus, device, function.
struct PCIAddress: Hashable, Comparable, CustomStringConvertible {
  var domain: Int
  var bus: Int
  var device: Int
  var function: Int

  init(domain: Int, bus: Int, device: Int, function: Int) {
    self.domain = domain
    self.bus = bus
    self.device = device
    self.function = function
  }

  /// Reads `0000:01:00.0`, the name of a device in sysfs; nil for anything else.
  init?(_ name: String) {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, (4...8).contains(parts[0].count), parts[1].count == 2 else {
      return nil
    }
    let slot = parts[2].split(separator: ".", omittingEmptySubsequences: false)
    guard slot.count == 2, slot[0].count == 2, slot[1].count == 1,
      let domain = Text.hexadecimal(parts[0]), domain <= 0x7fff_ffff,
      let bus = Text.hexadecimal(parts[1]),
      let device = Text.hexadecimal(slot[0]), device < 32,
      let function = Text.hexadecimal(slot[1]), function < 8
    else { return nil }
    self.init(domain: domain, bus: bus, device: device, function: function)
  }

  var description: String {
    "\(Text.hex(domain, 4)):\(Text.hex(bus, 2)):\(Text.hex(device, 2)).\(function)"
  }

  /// As `hardware.nvidia.prime` wants it: in decimal, with the domain behind the bus.
  var busID: String { "PCI:\(bus)@\(domain):\(device):\(function)" }

  /// True when both are functions of one card.
  func sharesSlot(with other: PCIAddress) -> Bool {
    domain == other.domain && bus == other.bus && device == other.device
  }

  static func < (left: PCIAddress, right: PCIAddress) -> Bool {
    (left.domain, left.bus, left.device, left.function)
      < (right.domain, right.bus, right.device, right.function)
  }
}

/// A PCI function as its bus shows it: what libpci tells, before sysfs adds drivers and the like.
struct PCIFunction: Hashable {
  var address: PCIAddress
  var vendor: Int
  var device: Int
  /// Base class, sub-class, programming interface; nil when unreadable.
  var classCode: Int?
  var revision = 0
  var subsystemVendor: Int?
  var subsystemDevice: Int?

  /// A function that is switched off or pulled reads as all ones.
  var isUnreadable: Bool { vendor == 0xffff }
  /// No function at all.
  var isAbsent: Bool { vendor == 0 }
}
