extension Hardware {
  /// This machine with what is only plugged in, or not, for the moment taken from an earlier probe.
  ///
  /// A plan made from it does not drop the desktop because a screen was off, and not the keyboard
  /// from the initial ramdisk because it was in another socket. Nothing is taken from another
  /// computer, and nothing about a card that was not there before.
  package func steadied(by earlier: Hardware) -> Hardware {
    guard dmi == earlier.dmi || dmi.computer == earlier.dmi.computer, system == earlier.system
    else { return self }
    var steady = self
    for (index, card) in drmCards.enumerated() where card.connected.isEmpty {
      guard let address = card.address, pciDevice(at: address) == earlier.pciDevice(at: address),
        let before = earlier.drmCards.first(where: { $0.address == address })
      else { continue }
      steady.drmCards[index].connected = before.connected
      steady.drmCards[index].bootDisplay = before.bootDisplay
    }
    let unplugged = earlier.pluggableModules.subtracting(initrdAvailableKernelModules)
      .intersection(earlier.initrdAvailableKernelModules)
    steady.initrdAvailableKernelModules = (initrdAvailableKernelModules + unplugged).sorted()
    return steady
  }

  /// Modules that USB keyboards, sticks and cards need.
  private var pluggableModules: Set<String> {
    Set(usbInterfaces.compactMap(\.module)).union([
      "usb_storage", "uas", "usbhid", "sd_mod", "sr_mod",
    ])
  }

  /// What is at an address, as far as it is the same card tomorrow.
  private func pciDevice(at address: String) -> [Int]? {
    pciDevices.first { $0.address == address }.map { [$0.vendor, $0.device, $0.revision] }
  }
}
