extension AnswerKey where Value == String {
  package static var desktopEnvironment: Self { Self("desktop.environment") }
  package static var desktopAutoLogin: Self { Self("desktop.autoLogin") }
}

extension AnswerKey where Value == Bool {
  package static var desktopAudio: Self { Self("desktop.audio") }
  package static var desktopBluetooth: Self { Self("desktop.bluetooth") }
  package static var desktopPrinting: Self { Self("desktop.printing") }
  package static var desktopFlatpak: Self { Self("desktop.flatpak") }
  package static var desktopSteam: Self { Self("desktop.steam") }
  package static var desktopGameMode: Self { Self("desktop.gameMode") }
}

extension AnswerKey where Value == [String] {
  package static var desktopFonts: Self { Self("desktop.fonts") }
}

extension QuestionCatalog {
  static let desktop: [Question] = [
    Question(
      AnswerKey.desktopEnvironment.id,
      .choice([
        .init("none", "the text console; right for a server"),
        .init("plasma", "KDE Plasma 6"), .init("gnome", "GNOME"), .init("xfce", "Xfce, light"),
        .init("cinnamon", "Cinnamon"), .init("cosmic", "COSMIC"),
        .init("hyprland", "Hyprland, a tiling compositor"),
        .init("sway", "Sway, a tiling compositor like i3"),
        .init("niri", "niri, a compositor that scrolls"),
      ]),
      label: "Desktop", help: "Installs a graphical session and a login screen.",
      default: "Plasma on laptops and on desktop computers with a display, else none"
    ) { context in
      let hardware = context.hardware
      return hardware.hasUserInFront && context[.graphicsDriver] != "none"
        ? .found(.text("plasma"), hardware.chassisReason)
        : .found(.text("none"), hardware.dmi.laptop ? "no GPU draws" : hardware.chassisReason)
    },
    Question(
      AnswerKey.desktopAutoLogin.id, .text(.userName.orEmpty), label: "Log in automatically",
      help: """
        The user whose session begins without a password; empty for none. Whoever starts the \
        machine is that user, which is usual on an encrypted disk.
        """,
      fixed: .text(""), irrelevantWhen: unlessDesktop),
    Question(
      AnswerKey.desktopAudio.id, .boolean, label: "Sound",
      help: "Sound by PipeWire.", default: "yes with a desktop"
    ) { .rule(.boolean($0.hasDesktop), $0.desktopReason) },
    Question(
      AnswerKey.desktopBluetooth.id, .boolean, label: "Bluetooth",
      help: "Bluetooth at start.",
      default: "yes on laptops, and with a controller where someone sits in front of the machine"
    ) { context in
      let hardware = context.hardware
      return hardware.peripherals.bluetooth && hardware.hasUserInFront
        ? .found(.boolean(true), "a Bluetooth controller was found")
        : .found(.boolean(hardware.dmi.laptop), hardware.chassisReason)
    },
    Question(
      AnswerKey.desktopPrinting.id, .boolean, label: "Printing",
      help: "Printing by CUPS, which finds printers of the network itself.",
      fixed: .boolean(false)),
    Question(
      AnswerKey.desktopFlatpak.id, .boolean, label: "Flatpak",
      help: "Programs from Flathub and other stores, each user's own.",
      fixed: .boolean(false), irrelevantWhen: unlessDesktop),
    Question(
      AnswerKey.desktopSteam.id, .boolean, label: "Steam",
      help: "Steam is unfree and needs 32-bit graphics libraries; both are then allowed for.",
      fixed: .boolean(false)
    ) { context in
      context.hardware.system == "x86_64-linux" ? unlessDesktop(context) : "only x86-64 runs Steam"
    },
    Question(
      AnswerKey.desktopGameMode.id, .boolean, label: "GameMode",
      help: "Lets games ask for the full speed of the processor while they run.",
      fixed: .boolean(false), irrelevantWhen: unlessDesktop),
    Question(
      AnswerKey.desktopFonts.id,
      .list(of: .choice(DesktopPlan.Fonts.allCases.map(\.choice)), noun: "sets of fonts"),
      label: "Fonts", help: "Fonts beside those of the desktop.",
      default: "with a desktop those for Chinese, Japanese and Korean, where the language is one"
    ) { context in
      let language = context[.locale].prefix { $0 != "_" }
      guard context.hasDesktop, ["ja", "ko", "zh"].contains(language) else {
        return .rule(.list([]), "the fonts of the desktop hold the script of the language")
      }
      return .rule(.texts([DesktopPlan.Fonts.cjk.rawValue]), "the language is \(language)")
    } irrelevantWhen: {
      unlessDesktop($0)
    },
  ]

  @Sendable private static func unlessDesktop(_ context: DefaultContext) -> String? {
    context.hasDesktop ? nil : "there is no desktop"
  }
}

extension DefaultContext {
  var hasDesktop: Bool { self[.desktopEnvironment] != "none" }
  var desktopReason: String { hasDesktop ? "there is a desktop" : "there is no desktop" }
}
