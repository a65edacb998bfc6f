import HostModel

/// The interfaces of USB devices, by class: keyboards and disks matter to the initial ramdisk.
enum USBProbe {
  private static let folder = "/sys/bus/usb/devices"

  static func run(on root: SystemRoot) -> [Hardware.USBInterface] {
    // `1-4:1.0` is an interface, `1-4` the device it belongs to, `usb1` a bus.
    root.names(folder, limit: 10_000).filter { $0.contains(":") }.compactMap { name in
      interface(name, root: root)
    }
  }

  private static func interface(_ name: String, root: SystemRoot) -> Hardware.USBInterface? {
    let path = "\(folder)/\(name)"
    guard let interfaceClass = root.hexadecimal("\(path)/bInterfaceClass", bits: 8) else {
      return nil
    }
    var interface = Hardware.USBInterface(
      name: name, interfaceClass: interfaceClass,
      interfaceSubclass: root.hexadecimal("\(path)/bInterfaceSubClass", bits: 8) ?? 0,
      interfaceProtocol: root.hexadecimal("\(path)/bInterfaceProtocol", bits: 8) ?? 0)
    let device = "\(folder)/\(name.prefix { $0 != ":" })"
    interface.vendor = root.hexadecimal("\(device)/idVendor", bits: 16)
    interface.product = root.hexadecimal("\(device)/idProduct", bits: 16)
    interface.driver = root.linkName("\(path)/driver")
    if interface.driver != nil { interface.module = root.linkName("\(path)/driver/module") }
    return interface
  }
}
