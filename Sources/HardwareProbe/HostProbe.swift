import Glibc
import HostModel
import SourceText

/// The system that runs, its memory, and what the firmware tells about board and boot.
enum HostProbe {
  // MARK: system

  /// The Nix system, such as `x86_64-linux`.
  static func system(_ root: SystemRoot, cpu: Hardware.CPU) -> String {
    "\(architecture(root, cpu: cpu))-linux"
  }

  private static func architecture(_ root: SystemRoot, cpu: Hardware.CPU) -> String {
    // Since Linux 6.1; before, what /proc/cpuinfo looks like tells.
    if let name = root.line("/proc/sys/kernel/arch") { return nixName(name) }
    if cpu.vendor == .arm { return "aarch64" }
    if cpu.flags.contains("lm") { return "x86_64" }
    if cpu.flags.contains("fpu"), cpu.flags.contains("tsc") { return "i686" }
    if root.isThisMachine {
      var name = utsname()
      if uname(&name) == 0 {
        return nixName(
          withUnsafeBytes(of: name.machine) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
          })
      }
    }
    return "x86_64"
  }

  /// What Nix calls the kernel's name of an architecture.
  private static func nixName(_ machine: String) -> String {
    switch machine {
    case "arm64": "aarch64"
    case "i386", "i486", "i586": "i686"
    case "ppc64le": "powerpc64le"
    default: machine
    }
  }

  static func operatingSystem(_ root: SystemRoot) -> Hardware.OperatingSystem {
    var system = Hardware.OperatingSystem()
    let text = root.bytes("/etc/os-release") ?? root.bytes("/usr/lib/os-release") ?? []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = unquoted(parts[1])
      switch String(decoding: parts[0], as: UTF8.self) {
      case "ID": system.id = value
      case "VERSION_ID": system.version = value
      default: break
      }
    }
    return system
  }

  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String? {
    var bare = Text.trim(bytes.prefix(256))
    if bare.count >= 2, let quote = bare.first, quote == bare.last,
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    {
      bare = bare.dropFirst().dropLast()
    }
    return Text.trimmed(bare)
  }

  static func kernelRelease(_ root: SystemRoot) -> String? {
    root.line("/proc/sys/kernel/osrelease")
  }

  /// MemTotal in KiB; nil when it is no sensible number.
  static func memoryKiB(_ root: SystemRoot) -> Int? {
    guard let text = root.bytes("/proc/meminfo") else { return nil }
    for line in text.split(separator: UInt8(ascii: "\n"))
    where line.starts(with: "MemTotal:".utf8) {
      let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      // 2^40 KiB is a pebibyte of memory.
      guard words.count >= 2, let number = Text.decimal(words[1]), (1...1 << 40).contains(number)
      else { return nil }
      return number
    }
    return nil
  }

  // MARK: firmware

  static func dmi(_ root: SystemRoot) -> Hardware.DMI {
    var dmi = Hardware.DMI()
    let path = "/sys/class/dmi/id"
    dmi.systemVendor = root.line("\(path)/sys_vendor")
    dmi.productName = root.line("\(path)/product_name")
    dmi.productVersion = root.line("\(path)/product_version")
    dmi.productFamily = root.line("\(path)/product_family")
    dmi.boardVendor = root.line("\(path)/board_vendor")
    dmi.boardName = root.line("\(path)/board_name")
    dmi.biosVendor = root.line("\(path)/bios_vendor")
    dmi.biosVersion = root.line("\(path)/bios_version")
    // A byte, whose highest bit says that there is a lock.
    if let type = root.number("\(path)/chassis_type"), (1...255).contains(type) {
      dmi.chassisType = type & 0x7f
    }
    if dmi.productName == nil {
      // Boards with a device tree have no DMI.
      dmi.productName =
        root.line("/proc/device-tree/model")
        ?? root.line(
          "/sys/firmware/devicetree/base/model")
    }
    dmi.laptop = isLaptop(dmi, root: root)
    return dmi
  }

  /// Portable, laptop, notebook, hand held, sub notebook, tablet, convertible, detachable.
  private static let portableChassis: Set<Int> = [8, 9, 10, 11, 14, 30, 31, 32]

  /// Whether a type of SMBIOS is carried around.
  static func isPortable(chassis: Int?) -> Bool { chassis.map(portableChassis.contains) ?? false }

  private static func isLaptop(_ dmi: Hardware.DMI, root: SystemRoot) -> Bool {
    if let chassis = dmi.chassisType, chassis > 2 { return isPortable(chassis: chassis) }
    // "Other" and "unknown": believe ACPI's profile, 2 is mobile.
    return dmi.chassisType != 1 && root.number("/sys/firmware/acpi/pm_profile") == 2
  }

  /// The GUID of the variables that UEFI itself defines.
  private static let globalVariables = "8be4df61-93ca-11d2-aa0d-00e098032b8c"

  static func firmware(_ root: SystemRoot) -> Hardware.Firmware {
    var firmware = Hardware.Firmware()
    guard root.kind("/sys/firmware/efi") == .folder else { return firmware }
    firmware.kind = .uefi
    if let bits = root.number("/sys/firmware/efi/fw_platform_size"), bits == 32 || bits == 64 {
      firmware.platformBits = bits
    }
    firmware.secureBoot = flag("SecureBoot", root: root)
    firmware.setupMode = flag("SetupMode", root: root)
    return firmware
  }

  /// A variable of one byte: four bytes of attributes, then 0 or 1.
  private static func flag(_ name: String, root: SystemRoot) -> Bool? {
    let path = "/sys/firmware/efi/efivars/\(name)-\(globalVariables)"
    guard let value = root.bytes(path, limit: 4_096), value.count == 5, value[4] <= 1 else {
      return nil
    }
    return value[4] == 1
  }
}
