/// The PCI functions as the attribute files of sysfs show them.
///
/// The reader for recorded machines, and for a real one on which libpci gave up: one odd entry costs
/// that entry, not the whole list.
enum PCIAttributes {
  static let folder = "/sys/bus/pci/devices"
  /// More than any machine has; a tree with more is an attack or an accident.
  static let maximumFunctions = 65_536

  /// All functions, and the names of the entries that could not be read as one.
  static func scan(_ root: SystemRoot) -> (functions: [PCIFunction], skipped: [String]) {
    var functions: [PCIFunction] = []
    var skipped: [String] = []
    for name in root.names(folder, limit: maximumFunctions) {
      if let address = PCIAddress(name), let function = read(address, name: name, from: root) {
        functions.append(function)
      } else {
        skipped.append(name)
      }
    }
    return (functions, skipped)
  }

  /// One function, by the ids that the kernel gives, which hold while the card is switched off.
  static func read(_ address: PCIAddress, name: String, from root: SystemRoot) -> PCIFunction? {
    let path = "\(folder)/\(name)"
    guard let vendor = root.hexadecimal("\(path)/vendor", bits: 16),
      let device = root.hexadecimal("\(path)/device", bits: 16)
    else { return nil }
    var function = PCIFunction(address: address, vendor: vendor, device: device)
    function.classCode = root.hexadecimal("\(path)/class", bits: 24)
    function.revision = root.hexadecimal("\(path)/revision", bits: 8) ?? 0
    if let subsystem = root.hexadecimal("\(path)/subsystem_vendor", bits: 16) {
      function.subsystemVendor = subsystem
      function.subsystemDevice = root.hexadecimal("\(path)/subsystem_device", bits: 16) ?? 0
    }
    return function
  }
}
