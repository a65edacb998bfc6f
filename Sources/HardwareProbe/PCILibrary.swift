import CPci

/// The PCI functions as libpci lists them.
enum PCILibrary {
  /// What libpci could not do, in its own words.
  struct Failure: Error {
    var message: String
  }

  /// Functions, and the addresses that libpci found but could not read.
  struct Listing {
    var functions: [PCIFunction] = []
    var unreadable: [PCIAddress] = []
  }

  /// Reads a folder like `/sys/bus/pci`.
  ///
  /// For the machine the program runs on only: libpci follows links wherever they lead, waits on a
  /// FIFO, and gives up all functions for one odd entry.
  static func scan(sysfs path: String) throws(Failure) -> Listing {
    try scan(NIXWIZ_PCI_SYSFS, path)
  }

  /// Reads a file like the output of `lspci -x`, which `PCIDump` must have checked: libpci 3.9 to
  /// 3.15 write before a buffer when the offset of a line is above 7fffffff.
  static func scan(checkedDump path: String) throws(Failure) -> Listing {
    try scan(NIXWIZ_PCI_DUMP, path)
  }

  private static func scan(
    _ source: nixwiz_pci_source, _ path: String
  ) throws(Failure) -> Listing {
    let list = nixwiz_pci_scan(source, path)
    defer { nixwiz_pci_release(list) }
    if list.error.0 != 0 {
      throw Failure(
        message: withUnsafeBytes(of: list.error) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    var listing = Listing()
    for function in UnsafeBufferPointer(start: list.functions, count: list.count) {
      let address = PCIAddress(
        domain: Int(function.domain), bus: Int(function.bus), device: Int(function.device),
        function: Int(function.function))
      guard function.failed == 0 else {
        listing.unreadable.append(address)
        continue
      }
      var out = PCIFunction(
        address: address, vendor: Int(function.vendor_id), device: Int(function.device_id))
      let code = Int(function.class_code) << 8 | Int(function.prog_if)
      if function.has_class != 0, code != 0xff_ffff { out.classCode = code }
      out.revision = Int(function.revision)
      if function.has_subsystem != 0, function.subsystem_vendor_id != 0xffff {
        out.subsystemVendor = Int(function.subsystem_vendor_id)
        out.subsystemDevice = Int(function.subsystem_id)
      }
      listing.functions.append(out)
    }
    return listing
  }
}
