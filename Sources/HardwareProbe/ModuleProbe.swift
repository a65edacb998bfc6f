import HostModel

/// The kernel modules that a configuration must name, by nixos-generate-config's rules.
enum ModuleProbe {
  /// For `boot.initrd.availableKernelModules`: whatever may be needed to reach the root disk and to
  /// type a passphrase. A driver built into the kernel has no module and gives nothing.
  static func initrdAvailable(
    _ hardware: Hardware, blocks: BlockDevices, root: SystemRoot
  ) -> [String] {
    var modules: Set<String> = []
    for device in hardware.pciDevices {
      if isNeededEarly(device), let module = device.module { modules.insert(module) }
      // virtio SCSI, old and new, even while no driver is bound.
      if device.vendor == 0x1af4, device.device == 0x1004 || device.device == 0x1048 {
        modules.insert("virtio_scsi")
      }
    }
    for interface in hardware.usbInterfaces {
      let isStorage = interface.interfaceClass == 0x08
      let isKeyboard = interface.interfaceClass == 0x03 && interface.interfaceProtocol == 0x01
      if isStorage || isKeyboard, let module = interface.module { modules.insert(module) }
    }
    for folder in ["/sys/class/block", "/sys/class/mmc_host"] {
      for name in root.names(folder, limit: 10_000) {
        guard let module = root.linkName("\(folder)/\(name)/device/driver/module") else {
          continue
        }
        modules.insert(module)
      }
    }
    if blocks.stacked.keys.contains(where: { $0.hasPrefix("bcache") }) { modules.insert("bcache") }
    modules.formUnion(KeyboardProbe.modules(root))
    return modules.filter(BlockDevices.isPlain).sorted()
  }

  /// Disks, FireWire and USB hosts.
  private static func isNeededEarly(_ device: Hardware.PCIDevice) -> Bool {
    guard let classCode = device.classCode else { return false }
    return classCode >> 16 == 0x01 || classCode >> 8 == 0x0c00 || classCode >> 8 == 0x0c03
  }

  /// For `boot.initrd.kernelModules`: snapshots of LVM are not loaded on demand.
  static func initrd(blocks: BlockDevices) -> [String] {
    blocks.stacked.values.contains { $0.mapperKind == "LVM" } ? ["dm-snapshot"] : []
  }
}
