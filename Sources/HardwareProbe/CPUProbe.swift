import HostModel
import SourceText

/// Processors, by /proc/cpuinfo.
enum CPUProbe {
  /// A machine of 4,096 threads has 7 MB of it.
  private static let maximumBytes = 16 << 20

  static func run(on root: SystemRoot, findings: inout [Diagnostic]) -> Hardware.CPU {
    var cpu = Hardware.CPU()
    guard
      let text = root.bytes("/proc/cpuinfo", limit: maximumBytes, redact: Redaction.cpuinfo)
    else {
      findings.append(.warning("cpu-unknown", "/proc/cpuinfo cannot be read"))
      return cpu
    }
    var topology = Topology()
    var isFirst = true
    for line in text.split(separator: UInt8(ascii: "\n")) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let key = Text.trim(line[..<colon])
      let value = line[(colon + 1)...]
      if key.elementsEqual("processor".utf8), Text.decimal(value) != nil {
        isFirst = topology.threads == 0
        topology.startThread()
      }
      topology.take(key, value)
      if isFirst { take(key, value, into: &cpu) }
    }
    cpu.vendor = vendor(of: cpu.vendorID)
    cpu.threads = max(1, topology.threads, topology.siblings)
    cpu.sockets = max(1, topology.sockets)
    cpu.cores = max(1, topology.cores)
    let flags = Set(cpu.flags)
    cpu.hypervisorFlag = flags.contains("hypervisor")
    cpu.kvmModule =
      flags.contains("vmx") ? "kvm-intel" : flags.contains("svm") ? "kvm-amd" : nil
    return cpu
  }

  private static func take(
    _ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, into cpu: inout Hardware.CPU
  ) {
    switch String(decoding: key, as: UTF8.self) {
    case "vendor_id": cpu.vendorID = Text.trimmed(value.prefix(64))
    case "model name", "Model Name", "cpu model", "uarch":
      cpu.modelName = Text.trimmed(value.prefix(256))
    case "cpu family": cpu.family = Text.decimal(value)
    case "model": cpu.model = Text.decimal(value)
    case "flags", "Features":
      // Some hundred on the newest; a line of millions is no processor's.
      let words = value.split(separator: UInt8(ascii: " "), maxSplits: 4_096)
      cpu.flags = Set(words.map { String(decoding: $0, as: UTF8.self) }).sorted()
    case "CPU implementer":
      cpu.vendorID = "ARM"
      if cpu.modelName == nil {
        cpu.modelName = armName(of: Text.hexadecimal(value))
      }
    default: break
    }
  }

  /// Names behind the implementer codes of ARM's MIDR register.
  private static let armImplementers = [
    0x41: "ARM", 0x42: "Broadcom", 0x43: "Cavium", 0x46: "Fujitsu", 0x48: "HiSilicon",
    0x4e: "NVIDIA", 0x50: "Applied Micro", 0x51: "Qualcomm", 0x53: "Samsung", 0x56: "Marvell",
    0x61: "Apple", 0x6d: "Microsoft", 0x70: "Phytium", 0xc0: "Ampere",
  ].mapValues { "\($0) processor" }

  private static func armName(of implementer: Int?) -> String {
    armImplementers[implementer ?? -1] ?? "ARM processor"
  }

  /// The name behind what nixos-facter says: `ARM Limited`, or `unknown (c0)` with the code.
  static func armName(of text: String) -> String {
    guard let code = text.split(separator: "(").last, text.hasPrefix("unknown (") else {
      return text == "ARM Limited" ? armName(of: 0x41) : text
    }
    return armName(of: Text.hexadecimal(code.dropLast()))
  }

  /// - Parameter id: vendor_id of /proc/cpuinfo, or `ARM` for all that implement it.
  static func vendor(of id: String?) -> Hardware.CPU.Vendor {
    switch id {
    case "GenuineIntel": .intel
    case "AuthenticAMD": .amd
    case "ARM": .arm
    default: .other
    }
  }

  /// Counts sockets and cores from the ids of each thread.
  private struct Topology {
    var threads = 0
    private var package = 0
    private var packages: Set<Int> = []
    /// The core id within its package, for each thread that has one.
    private var coreIDs: Set<[Int]> = []
    /// `cpu cores` of each package, which counts right even where core ids repeat.
    private var coresOfPackage: [Int: Int] = [:]
    /// `siblings` of each package, which counts the threads that are not listed too.
    private var siblingsOfPackage: [Int: Int] = [:]

    mutating func startThread() {
      threads += 1
      package = 0
    }

    mutating func take(_ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
      switch key.count {
      case 11 where key.elementsEqual("physical id".utf8):
        package = Text.decimal(value) ?? 0
        packages.insert(package)
      case 7 where key.elementsEqual("core id".utf8):
        coreIDs.insert([package, Text.decimal(value) ?? 0])
      case 8 where key.elementsEqual("siblings".utf8):
        if let threads = Text.decimal(value), threads > 0 { siblingsOfPackage[package] = threads }
      case 9 where key.elementsEqual("cpu cores".utf8):
        if let cores = Text.decimal(value), cores > 0 { coresOfPackage[package] = cores }
      default: break
      }
    }

    var sockets: Int { packages.count }

    var siblings: Int { Self.sum(siblingsOfPackage.values) }

    /// Without core ids (ARM) every thread is a core.
    var cores: Int {
      let named = Self.sum(coresOfPackage.values)
      if named > 0 { return named }
      return coreIDs.isEmpty ? threads : coreIDs.count
    }

    /// Of numbers that a hostile file may have made up.
    private static func sum(_ numbers: some Sequence<Int>) -> Int {
      numbers.reduce(0) { min($0 + min($1, 1 << 20), 1 << 30) }
    }
  }
}
