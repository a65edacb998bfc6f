extension AnswerKey where Value == String {
  package static var bootLoader: Self { Self("boot.loader") }
  package static var bootDevice: Self { Self("boot.device") }
  package static var bootKernel: Self { Self("boot.kernel") }
}

extension AnswerKey where Value == Int {
  package static var bootGenerations: Self { Self("boot.generations") }
  package static var bootTimeout: Self { Self("boot.timeout") }
}

extension AnswerKey where Value == Bool {
  package static var bootTouchEFI: Self { Self("boot.touchEfi") }
  package static var bootQuiet: Self { Self("boot.quiet") }
}

extension AnswerKey where Value == [String] {
  package static var bootParameters: Self { Self("boot.params") }
}

extension QuestionCatalog {
  static let boot: [Question] = [
    Question(
      AnswerKey.bootLoader.id,
      .choice([
        .init("systemd-boot", "for UEFI"), .init("grub", "for BIOS and UEFI"),
        .init("lanzaboote", "for UEFI with Secure Boot, signed with keys of your own"),
        .init("extlinux", "for boards whose firmware reads extlinux.conf"),
        .init("none", "another system starts this one"),
      ]),
      label: "Boot loader",
      help: "What starts the kernel. The default is right unless other systems are started too.",
      default:
        "UEFI: systemd-boot; BIOS: GRUB; an aarch64 board without UEFI: extlinux"
    ) { context in
      let firmware = context.hardware.firmware
      if context.hardware.isContainer {
        return .found(.text("none"), "a container is started by its host")
      }
      switch firmware.kind {
      case .uefi where firmware.platformBits == 32:
        return .found(.text("grub"), "UEFI of 32 bits, which systemd-boot does not start on")
      case .uefi: return .found(.text("systemd-boot"), "this machine starts by UEFI")
      case .bios where context.hardware.system == "aarch64-linux":
        return .found(.text("extlinux"), "an aarch64 machine without UEFI")
      case .bios: return .found(.text("grub"), "this machine starts by BIOS")
      }
    },
    Question(
      AnswerKey.bootDevice.id, .text(.path("a whole disk")), label: "Disk for GRUB",
      help: "GRUB is written to the start of this disk. A name in /dev/disk/by-id is safest.",
      default: "BIOS: the disk of the root file system, else the first fixed disk"
    ) { context in
      guard context[.bootLoader] == "grub", context.hardware.firmware.kind == .bios,
        context[.disksSource] != "disko"
      else {
        return .rule(.text("/dev/disk/by-id/none"), "not needed")
      }
      if context.hardware.systemMount != nil,
        let device = context.hardware.root?.device,
        let disk = context.hardware.disk(holding: device)
      {
        return .found(.text("/dev/\(disk.name)"), "the root file system lies on it")
      }
      guard let disk = context.hardware.systemDisks.first else {
        return .rule(.text("/dev/sda"), "no fixed disk was found")
      }
      return .found(.text("/dev/\(disk.name)"), "the first fixed disk")
    } irrelevantWhen: { context in
      guard context[.bootLoader] == "grub", context.hardware.firmware.kind == .bios else {
        return "only GRUB on a BIOS machine is written to a disk"
      }
      return context[.disksSource] == "disko" ? "disko names the disks of its layout" : nil
    },
    Question(
      AnswerKey.bootTouchEFI.id, .boolean, label: "May change EFI entries",
      help: "Lets the boot loader register itself in the firmware's variables.",
      default: "yes, but for a Mac of Apple's own processors"
    ) { context in
      context.hardware.isAppleSilicon
        ? .found(.boolean(false), "U-Boot of a Mac keeps no variables")
        : .rule(.boolean(true), "the firmware keeps variables")
    } irrelevantWhen: {
      $0.hardware.firmware.kind == .uefi ? nil : "this machine starts by BIOS"
    },
    Question(
      AnswerKey.bootGenerations.id, .integer(1...100), label: "Entries kept",
      help: "How many old systems stay in the menu; each kernel needs space on the boot partition.",
      fixed: .integer(20)),
    Question(
      AnswerKey.bootTimeout.id, .integer(0...60), label: "Seconds of the menu",
      help: "How long the menu waits; with 0 it shows only while a key is held.",
      fixed: .integer(5)),
    Question(
      AnswerKey.bootQuiet.id, .boolean, label: "Silent start",
      help: "A picture in place of the messages of the kernel. Escape shows them.",
      fixed: .boolean(false)),
    Question(
      AnswerKey.bootKernel.id,
      .choice(
        [
          .init("default", "the kernel of the release"),
          .init("latest", "the newest that is released"),
        ] + Release.standard.kernels.map { .init($0, "Linux \($0)") }),
      label: "Kernel",
      help: "The kernel. A driver that does not build for the default one asks for an older.",
      fixed: .text("default")),
    Question(
      AnswerKey.bootParameters.id,
      .list(of: .text(.kernelParameter), noun: "kernel parameters"),
      label: "Kernel parameters",
      help: "Parameters beside those that the hardware asks for.", fixed: .list([])),
  ]
}
