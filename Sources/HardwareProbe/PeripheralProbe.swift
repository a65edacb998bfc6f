import CFacts
import HostModel

/// Parts that a service of their own brings to life: battery, Bluetooth, fingerprint reader; and the
/// profile that nixos-hardware has for the model.
enum PeripheralProbe {
  static func run(on root: SystemRoot, usb: [Hardware.USBInterface]) -> Hardware.Peripherals {
    var found = Hardware.Peripherals()
    found.battery = root.names("/sys/class/power_supply", limit: 1_000).contains { name in
      let path = "/sys/class/power_supply/\(name)"
      // A battery of scope "Device" is that of a mouse or a headset.
      return root.line("\(path)/type") == "Battery" && root.line("\(path)/scope") != "Device"
    }
    // Class e0 (wireless), sub-class 01 (radio), protocol 01 is Bluetooth's own.
    found.bluetooth =
      usb.contains {
        $0.interfaceClass == 0xe0 && $0.interfaceSubclass == 0x01 && $0.interfaceProtocol == 0x01
      }
      || root.names("/sys/class/bluetooth", limit: 100).contains {
        $0.hasPrefix("hci") && !$0.contains(":")
      }
    found.fingerprintReader = usb.contains(where: DeviceTables.isFingerprintReader)
    return found
  }

  /// The profile whose vendor, model and processor fit; of several the one that says most of the
  /// model, so that `X1 Carbon Gen 10` is not taken for `Gen 1`.
  static func profile(of dmi: Hardware.DMI, cpu: Hardware.CPU) -> String? {
    guard dmi.productName != nil || dmi.productVersion != nil else { return nil }
    var best: (length: Int, profile: String)?
    for row in DeviceTables.profiles.allRows {
      guard let model = row["model"], let profile = row["profile"],
        row["vendor"].map({ dmi.systemVendor?.hasPrefix($0) ?? false }) ?? true,
        row["cpu"].map({ $0 == cpu.vendor.rawValue }) ?? true
      else { continue }
      let text = row["field"] == "product_version" ? dmi.productVersion : dmi.productName
      guard let text, begins(text, with: model), model.utf8.count > best?.length ?? 0 else {
        continue
      }
      best = (model.utf8.count, profile)
    }
    return best?.profile
  }

  /// Whether the text begins with the whole words: `T48` is not the start of `T480`.
  private static func begins(_ text: String, with words: String) -> Bool {
    guard text.hasPrefix(words) else { return false }
    guard let next = text.dropFirst(words.count).unicodeScalars.first else { return true }
    return !next.properties.isAlphabetic && !("0"..."9").contains(next)
  }
}

/// The embedded tables about other devices than display controllers.
enum DeviceTables {
  static var fingerprintReaders: FactTable { FactTable(nixwiz_fingerprint_readers()) }
  /// Whether libfprint drives the device of an interface.
  static func isFingerprintReader(_ interface: Hardware.USBInterface) -> Bool {
    guard let vendor = interface.vendor, let product = interface.product else { return false }
    return fingerprintReaders.row(vendor, product) != nil
  }

  static var profiles: FactTable { FactTable(nixwiz_profiles()) }
}
