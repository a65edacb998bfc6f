/// One difference between a machine as it was and as it is, in words.
package struct HardwareChange: Sendable, Hashable {
  /// What happens to a system that is not configured anew.
  package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Nothing; the record of the machine is out of date.
    case cosmetic
    /// A device does not work, or not as well as it could.
    case driver
    /// It may not start.
    case bootCritical = "boot-critical"

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  package var severity: Severity
  /// The part of the machine in a word or two.
  package var subject: String
  /// Half a sentence: what was, and what is.
  package var message: String

  package init(_ severity: Severity, _ subject: String, _ message: String) {
    self.severity = severity
    self.subject = subject
    self.message = message
  }
}

/// Compares two states of a machine, or two machines.
///
/// Only what a configuration may depend on counts, and only what is part of the machine: displays,
/// sticks and keyboards come and go, the kernel is upgraded, and what the kernel keeps of the memory
/// differs from start to start. Such things are no drift.
package struct HardwareComparison: Sendable {
  /// Worst first, then by the order of the parts below.
  package private(set) var changes: [HardwareChange] = []

  private let old: Hardware
  private let new: Hardware

  package init(from old: Hardware, to new: Hardware) {
    self.old = old
    self.new = new
    compareBoard()
    compareProcessor()
    compareMemory()
    compareGPUs()
    compareDevices()
    comparePeripherals()
    compareDisks()
    compareStorage()
    compareModules()
    // Sorting is not stable in Swift: the place decides between equals.
    changes = changes.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
  }

  /// The worst of the changes; nil when there is none.
  package var severity: HardwareChange.Severity? { changes.first?.severity }

  private mutating func add(
    _ severity: HardwareChange.Severity, _ subject: String, _ message: String
  ) {
    changes.append(HardwareChange(severity, subject, message))
  }

  /// "was OLD, is NEW", with a word for what is not known.
  private mutating func compare<Value: Equatable>(
    _ severity: HardwareChange.Severity, _ subject: String, _ part: KeyPath<Hardware, Value>,
    _ words: (Value) -> String
  ) {
    guard old[keyPath: part] != new[keyPath: part] else { return }
    add(
      severity, subject, "was \(words(old[keyPath: part])), is \(words(new[keyPath: part]))")
  }

  // MARK: Board and firmware

  private mutating func compareBoard() {
    compare(.bootCritical, "system", \.system) { $0 }
    compare(.driver, "virtualisation", \.virtualisation.words) { $0 }
    let channels = (old.virtualisation.channels, new.virtualisation.channels)
    for name in channels.0 where !channels.1.contains(name) {
      add(.driver, "channel \(name)", "the host does not offer it any more")
    }
    for name in channels.1 where !channels.0.contains(name) {
      add(.driver, "channel \(name)", "the host offers it now")
    }
    compare(.bootCritical, "firmware", \.firmware.kind) { $0 == .uefi ? "UEFI" : "BIOS" }
    compare(.bootCritical, "firmware", \.firmware.platformBits) { bits in
      bits.map { "of \($0) bits" } ?? "of an unknown width"
    }
    switch (old.firmware.secureBoot, new.firmware.secureBoot) {
    case (true?, true?): break
    case (_, true?):
      add(.bootCritical, "Secure Boot", "is on now, and NixOS kernels are not signed")
    case (true?, _): add(.cosmetic, "Secure Boot", "is off now")
    default: break
    }
    if let before = old.firmware.setupMode, let now = new.firmware.setupMode, before != now {
      add(.cosmetic, "Secure Boot", now ? "takes new keys now" : "takes no new keys any more")
    }
    compare(.cosmetic, "computer", \.dmi.computer) { $0 }
    compare(.driver, "computer", \.dmi.laptop) { $0 ? "a laptop" : "no laptop" }
    compare(.cosmetic, "nixos-hardware", \.profile) { $0 ?? "without a profile for this model" }
    if old.dmi.computer == new.dmi.computer {
      compare(.cosmetic, "firmware version", \.dmi.biosVersion) { $0 ?? "unknown" }
    }
  }

  // MARK: Processor and memory

  private mutating func compareProcessor() {
    compare(.driver, "processor", \.cpu.vendor) { $0.words }
    compare(.cosmetic, "processor", \.cpu.modelName) { $0 ?? "unknown" }
    if old.cpu.modelName == new.cpu.modelName {
      compare(.cosmetic, "processor", \.cpu.coreWords) { $0 }
    }
    if old.cpu.vendor == new.cpu.vendor, !new.virtualisation.guest {
      compare(.driver, "virtual machines", \.cpu.kvmModule) { $0 ?? "not possible" }
    }
    if old.cpu.vendor == new.cpu.vendor {
      compare(.driver, "microcode", \.microcodeOption) {
        $0 == nil ? "the task of the host" : "updated by this system"
      }
    }
  }

  /// A difference of less than a fiftieth is the kernel's and the firmware's own share.
  private mutating func compareMemory() {
    guard let old = old.memoryKiB, let new = new.memoryKiB, abs(old - new) * 50 > max(old, new)
    else { return }
    add(.cosmetic, "memory", "was \(Self.gibibytes(old)), is \(Self.gibibytes(new))")
  }

  /// In tenths of GiB.
  private static func gibibytes(_ kibibytes: Int) -> String {
    let tenths = (kibibytes * 10 + 1 << 19) >> 20
    return "\(tenths / 10).\(tenths % 10) GiB"
  }

  // MARK: GPUs

  private mutating func compareGPUs() {
    var gone: [Hardware.GPU] = []
    var fresh = new.gpus
    for gpu in old.gpus {
      guard let place = Self.place(of: gpu, in: fresh) else {
        gone.append(gpu)
        continue
      }
      let now = fresh.remove(at: place)
      if now.busID != gpu.busID {
        add(.driver, "graphics", "\(gpu.productName) moved from \(gpu.slot) to \(now.slot)")
      }
      compareFacts(gpu, now)
      if now.passedThrough != gpu.passedThrough {
        add(
          .driver, "graphics",
          "\(gpu.productName) belongs to \(now.passedThrough ? "a guest" : "this host") now")
      }
    }
    // A card in the slot of another one takes its place.
    var pairs: [(Hardware.GPU, Hardware.GPU)] = []
    for gpu in gone {
      guard let place = fresh.firstIndex(where: { $0.busID == gpu.busID }) else { continue }
      pairs.append((gpu, fresh.remove(at: place)))
    }
    gone.removeAll { gpu in pairs.contains { $0.0 == gpu } }
    // A card replaces a card, and graphics in a processor those of another one.
    for gpu in gone {
      guard let place = fresh.firstIndex(where: { $0.discrete == gpu.discrete }) else { continue }
      pairs.append((gpu, fresh.remove(at: place)))
    }
    gone.removeAll { gpu in pairs.contains { $0.0 == gpu } }
    for (before, now) in pairs {
      add(
        .driver, "graphics",
        "\(before.productName) at \(before.slot) was replaced by \(now.productName)"
          + (now.busID == before.busID ? "" : " at \(now.slot)"))
    }
    for gpu in gone { add(.driver, "graphics", "\(gpu.productName) at \(gpu.slot) is gone") }
    for gpu in fresh { add(.driver, "graphics", "\(gpu.productName) at \(gpu.slot) is new") }
  }

  /// What a later version of the tables, or a driver that runs now, tells of a card that stayed.
  private mutating func compareFacts(_ before: Hardware.GPU, _ now: Hardware.GPU) {
    let isSame =
      before.model == now.model && before.name == now.name && before.knowledge == now.knowledge
      && before.discrete == now.discrete && before.expectedKernelDriver == now.expectedKernelDriver
    if !isSame {
      add(.cosmetic, "graphics", "nixwiz knows something else of \(now.productName) than it did")
    }
    // Without its driver a card does not tell what memory it has.
    if let old = before.videoMemoryBytes, let new = now.videoMemoryBytes, old != new {
      add(
        .driver, "graphics",
        "the memory of \(now.productName) was \(Self.gibibytes(old >> 10)), is "
          + Self.gibibytes(new >> 10))
    }
  }

  /// The same model, in the same slot if possible.
  private static func place(of gpu: Hardware.GPU, in gpus: [Hardware.GPU]) -> Int? {
    let same = gpus.indices.filter {
      gpus[$0].pci.vendor == gpu.pci.vendor && gpus[$0].pci.device == gpu.pci.device
        && gpus[$0].pci.revision == gpu.pci.revision
    }
    return same.first { gpus[$0].busID == gpu.busID } ?? same.first
  }

  // MARK: Other devices

  /// Devices are told apart by what they are and not by where they are, as a new card can shift the
  /// addresses of all others.
  private mutating func compareDevices() {
    for kind in DeviceKind.allCases {
      let before = kind.devices(of: old)
      let now = kind.devices(of: new)
      let gone = Self.difference(before, now)
      let fresh = Self.difference(now, before)
      for device in gone { add(kind.severityWhenGone, kind.rawValue, "\(device) is gone") }
      for device in fresh { add(kind.severity, kind.rawValue, "\(device) is new") }
    }
  }

  /// What is on USB or behind the firmware, as far as a service of its own brings it to life.
  private mutating func comparePeripherals() {
    compare(.driver, "battery", \.peripherals.battery) { $0 ? "built in" : "not there" }
    compare(.driver, "Bluetooth", \.peripherals.bluetooth) { $0 ? "built in" : "not there" }
    compare(.driver, "fingerprint reader", \.peripherals.fingerprintReader) {
      $0 ? "built in" : "not there"
    }
  }

  /// What is in the first list more often than in the second.
  private static func difference(_ some: [String], _ others: [String]) -> [String] {
    var others = others
    return some.filter { item in
      guard let place = others.firstIndex(of: item) else { return true }
      others.remove(at: place)
      return false
    }
  }

  // MARK: Disks, file systems, modules

  private mutating func compareDisks() {
    let before = Dictionary(grouping: old.systemDisks, by: \.name).compactMapValues(\.first)
    let now = Dictionary(grouping: new.systemDisks, by: \.name).compactMapValues(\.first)
    for name in Set(before.keys).union(now.keys).sorted() {
      switch (before[name]?.words, now[name]?.words) {
      case (let old?, let new?) where old != new:
        add(.cosmetic, "disk \(name)", "was \(old), is \(new)")
      case (let old?, nil): add(.cosmetic, "disk \(name)", "\(old) is gone")
      case (nil, let new?): add(.cosmetic, "disk \(name)", "\(new) is new")
      default: break
      }
    }
  }

  private mutating func compareStorage() {
    compareNamed(
      "file system", old.mounts.map { ($0.mountPoint, $0.words) },
      new.mounts.map { ($0.mountPoint, $0.words) }, .bootCritical)
    compareNamed(
      "encrypted", old.luksDevices.map { ($0.name, $0.words) },
      new.luksDevices.map { ($0.name, $0.words) }, .bootCritical)
    compareNamed(
      "swap", old.lastingSwaps.map { ($0.device, $0.words) },
      new.lastingSwaps.map { ($0.device, $0.words) }, .driver)
    compare(.bootCritical, "software RAID", \.softwareRAID) { $0 ? "needed" : "not needed" }
  }

  private mutating func compareNamed(
    _ subject: String, _ before: [(String, String)], _ now: [(String, String)],
    _ severity: HardwareChange.Severity
  ) {
    let before = Dictionary(before) { first, _ in first }
    let now = Dictionary(now) { first, _ in first }
    for name in Set(before.keys).union(now.keys).sorted() {
      switch (before[name], now[name]) {
      case (let old?, let new?) where old != new:
        add(severity, "\(subject) \(name)", "was \(old), is \(new)")
      case (let old?, nil): add(severity, "\(subject) \(name)", "\(old) is gone")
      case (nil, let new?): add(severity, "\(subject) \(name)", "\(new) is new")
      default: break
      }
    }
  }

  private mutating func compareModules() {
    let available = \Hardware.initrdAvailableKernelModules
    let loaded = \Hardware.initrdKernelModules
    for (part, words) in [(available, "needed to reach disks"), (loaded, "loaded at the start")] {
      let before = Set(old[keyPath: part])
      let now = Set(new[keyPath: part])
      for module in now.subtracting(before).sorted() {
        add(.bootCritical, "module \(module)", "is \(words) now")
      }
      for module in before.subtracting(now).sorted() {
        add(.cosmetic, "module \(module)", "is not \(words) any more")
      }
    }
    let before = Set(old.kernelModules)
    let now = Set(new.kernelModules)
    for module in now.subtracting(before).sorted() {
      add(.driver, "module \(module)", "is used now")
    }
    for module in before.subtracting(now).sorted() {
      add(.cosmetic, "module \(module)", "is not used any more")
    }
  }
}
