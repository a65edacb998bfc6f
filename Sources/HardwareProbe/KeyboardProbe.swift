/// The modules between a keyboard and the processor, which a passphrase at the start needs.
///
/// NixOS loads the drivers of USB and PS/2 keyboards early by itself. Keyboards of some laptops hang
/// on I2C, SPI or a bus of their maker's, whose drivers it does not know to be needed.
enum KeyboardProbe {
  /// What `boot.initrd.includeDefaultModules` of NixOS has, or what is of no use that early.
  private static let loadedAnyway: Set<String> = [
    "atkbd", "i8042", "usbcore", "usbhid", "hid", "hid_generic", "hid_lenovo", "hid_apple",
    "hid_roccat", "hid_logitech_hidpp", "hid_logitech_dj", "hid_microsoft", "hid_cherry",
    "hid_corsair", "xhci_pci", "xhci_hcd", "ehci_pci", "ehci_hcd", "ohci_pci", "ohci_hcd",
    "uhci_hcd",
  ]
  /// Bus types of linux/input.h: Bluetooth needs a session, and virtual devices have no driver.
  private static let lateBuses: Set<Int> = [0x05, 0x06]

  static func modules(_ root: SystemRoot) -> Set<String> {
    var modules: Set<String> = []
    for name in root.names("/sys/class/input", limit: 1_000) where name.hasPrefix("input") {
      let path = "/sys/class/input/\(name)"
      guard isKeyboard(root.line("\(path)/capabilities/key")),
        !lateBuses.contains(root.hexadecimal("\(path)/id/bustype", bits: 16) ?? 0),
        let device = root.canonical(path)
      else { continue }
      modules.formUnion(drivers(above: device, root: root))
    }
    return modules.subtracting(loadedAnyway)
  }

  /// Keys 1 to 31, Esc to S, are all there: udev's rule for a keyboard.
  private static func isKeyboard(_ bitmap: String?) -> Bool {
    guard let last = bitmap?.split(separator: " ").last, let bits = UInt64(last, radix: 16) else {
      return false
    }
    return bits & 0xffff_fffe == 0xffff_fffe
  }

  /// The modules of all devices that the keyboard hangs on.
  private static func drivers(above device: String, root: SystemRoot) -> Set<String> {
    var modules: Set<String> = []
    var parts = device.split(separator: "/")
    // /sys/devices/BUS/… is as far up as drivers go.
    while parts.count > 3, parts.count < 64 {
      parts.removeLast()
      if let module = root.linkName("/\(parts.joined(separator: "/"))/driver/module") {
        modules.insert(module)
      }
    }
    return modules
  }
}
