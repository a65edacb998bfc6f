extension AnswerKey where Value == String {
  package static var power: Self { Self("hardware.power") }
  package static var profile: Self { Self("hardware.profile") }
}

extension AnswerKey where Value == Bool {
  package static var fingerprint: Self { Self("hardware.fingerprint") }
  package static var camera: Self { Self("hardware.ipu6") }
}

extension QuestionCatalog {
  static let machine: [Question] = [
    Question(
      AnswerKey.profile.id, .text(.profile), label: "nixos-hardware profile",
      help: """
        What github:NixOS/nixos-hardware has for one model, such as framework-13-7040-amd. It becomes \
        an input of the flake. Empty for none; `nixwiz probe` names the one that fits, if there is one.
        """,
      fixed: .text("")),
    Question(
      AnswerKey.power.id,
      .choice([
        .init("power-profiles", "profiles to choose from: power saver, balanced, performance"),
        .init("tlp", "settings for battery and mains, without a choice"),
        .init("none", "what the kernel does by itself"),
      ]),
      label: "Power management", help: "What saves power on a battery.",
      default: "power-profiles with a battery, else none"
    ) { context in
      let hardware = context.hardware
      if hardware.virtualisation.guest { return .found(.text("none"), hardware.chassisReason) }
      if hardware.peripherals.battery {
        return .found(.text("power-profiles"), "a battery was found")
      }
      return hardware.dmi.laptop
        ? .found(.text("power-profiles"), hardware.chassisReason)
        : .found(.text("none"), "there is no battery")
    },
    Question(
      AnswerKey.fingerprint.id, .boolean, label: "Fingerprint reader",
      help: "Log in with a finger; `fprintd-enroll` records it.",
      default: "yes with a reader that libfprint drives"
    ) { context in
      context.hardware.peripherals.fingerprintReader
        ? .found(.boolean(true), "libfprint drives the reader that was found")
        : .found(.boolean(false), "no reader that libfprint drives")
    },
    Question(
      AnswerKey.camera.id, .boolean, label: "Intel IPU6 camera",
      help: """
        Cameras behind Intel's image processor need unfree firmware, and modules that are not the \
        kernel's own. With Linux 6.16 and later they may keep the machine from suspending.
        """,
      fixed: .boolean(false)
    ) { $0.hardware.cameraPlatform == nil ? "there is no image processor of Intel's" : nil },
  ]
}
