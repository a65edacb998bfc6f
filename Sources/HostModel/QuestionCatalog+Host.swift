extension AnswerKey where Value == String {
  package static var hostName: Self { Self("host.name") }
  package static var hostDescription: Self { Self("host.description") }
  package static var hostRelease: Self { Self("host.release") }
  package static var hostStateVersion: Self { Self("host.stateVersion") }
  package static var timeZone: Self { Self("time.timeZone") }
  package static var locale: Self { Self("i18n.locale") }
  package static var formats: Self { Self("i18n.formats") }
  package static var keyboardLayout: Self { Self("keyboard.layout") }
  package static var keyboardVariant: Self { Self("keyboard.variant") }
  package static var keyboardOptions: Self { Self("keyboard.options") }
  package static var keyboardConsole: Self { Self("keyboard.console") }
}

extension QuestionCatalog {
  static let host: [Question] = [
    Question(
      AnswerKey.hostName.id, .text(.hostName), label: "Host name",
      help: "The name of this machine in the network and in the flake.",
      default: "the product in the firmware's tables, else \"nixos\""
    ) { context in
      guard let name = hostName(from: context.hardware.dmi) else {
        return .rule(.text("nixos"), "the firmware's tables hold no name fit for a host")
      }
      return .found(.text(name), "after the product name in the firmware's tables")
    },
    Question(
      AnswerKey.hostDescription.id, .text(.line("a description")), label: "Description",
      help: "The description of the flake, as `nix flake metadata` shows it.",
      default: "\"NixOS configuration of\" and the host name"
    ) { context in
      .rule(.text("NixOS configuration of \(context[.hostName])"), "names the host")
    },
    Question(
      AnswerKey.hostRelease.id,
      .choice(
        Release.all.map { release in
          AnswerType.Choice(
            release.name,
            release.name == "unstable"
              ? "new versions daily" : "fixes only, from its release for about seven months")
        }),
      label: "nixpkgs branch",
      help: "The branch of nixpkgs that the flake follows.",
      fixed: .text(Release.standard.name)),
    Question(
      AnswerKey.hostStateVersion.id, .text(.stateVersion), label: "State version",
      help: """
        The release this host was first installed with. It tells modules which formats of data \
        they find; raising it later changes nothing for the better.
        """,
      default: "the release of an installed NixOS, else that of the branch"
    ) { context in
      let release = Release.named(context[.hostRelease]) ?? .standard
      let running = context.hardware.operatingSystem
      if running.id == "nixos", !running.live, let version = running.version,
        let order = Release.order(of: version),
        order <= Release.order(of: release.version) ?? order
      {
        return .found(.text(version), "the running NixOS is \(version)")
      }
      return .rule(.text(release.version), "first installed with this release")
    },
  ]

  /// A host name from a product name such as `MS-7E26`; nil for boards whose maker filled nothing in.
  static func hostName(from dmi: Hardware.DMI) -> String? {
    guard let product = dmi.productName?.lowercased() else { return nil }
    let fillers = [
      "system product name", "to be filled", "default string", "not specified", "o.e.m",
    ]
    if fillers.contains(where: { product.contains($0) }) { return nil }
    // The words before brackets and commas, such as `Standard PC (Q35 + ICH9, 2009)`.
    let words = product.prefix { $0 != "(" && $0 != "," }
    var name = ""
    for byte in words.utf8 {
      if TextRule.isLowerAlphanumeric(byte) {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !name.isEmpty, name.last != "-" {
        name.append("-")
      }
    }
    // Some makers name the board twice: `ROG Zephyrus G16 GU603VV_GU603VV`.
    let parts = name.split(separator: "-")
    name = zip(parts, [""] + parts).filter { $0 != $1 }.map(\.0).joined(separator: "-")
    name = String(name.prefix(32))
    while name.last == "-" { name.removeLast() }
    return TextRule.hostName.check(name) == nil ? name : nil
  }

  static let regional: [Question] = [
    Question(
      AnswerKey.timeZone.id, .text(.timeZone), label: "Time zone",
      help: "Used for the clock and for timers, as Area/City of the time zone database.",
      fixed: .text("UTC")),
    Question(
      AnswerKey.locale.id, .text(.locale), label: "Language and formats",
      help: "The language of programs and the form of dates and numbers.",
      fixed: .text("en_US.UTF-8")),
    Question(
      AnswerKey.formats.id, .text(.locale), label: "Formats only",
      help: "Dates, paper and money of another country with the same language.",
      default: "the same as i18n.locale"
    ) { .rule(.text($0[.locale]), "the same as the language") },
    Question(
      AnswerKey.keyboardLayout.id, .text(.keyboardLayout), label: "Keyboard",
      help: "One XKB layout for the desktop, the console and the prompt for the disk password.",
      default: "from the country of i18n.locale"
    ) { context in
      let locale = context[.locale]
      guard let layout = layouts[String(locale.prefix(5))] else {
        return .rule(.text("us"), "no layout belongs to \(locale) alone")
      }
      return .rule(.text(layout), "the usual layout of \(locale)")
    },
    Question(
      AnswerKey.keyboardVariant.id, .text(.word("a variant of the layout")), label: "Variant",
      help: "A variant of the layout, such as dvorak or nodeadkeys.", fixed: .text("")),
    Question(
      AnswerKey.keyboardOptions.id, .text(.keyboardOptions), label: "Options",
      help: "XKB options with commas, such as caps:escape.", fixed: .text("")),
    Question(
      AnswerKey.keyboardConsole.id, .text(.consoleKeymap), label: "Text console",
      help: "A keymap for the text console alone; empty for the same keys as the desktop.",
      fixed: .text("")),
  ]

  /// Layouts by locale where one layout is in general use.
  private static let layouts = [
    "de_DE": "de", "de_AT": "at", "de_CH": "ch", "fr_FR": "fr", "fr_BE": "be", "fr_CH": "ch",
    "it_IT": "it", "es_ES": "es", "pt_PT": "pt", "pt_BR": "br", "en_GB": "gb", "da_DK": "dk",
    "sv_SE": "se", "nb_NO": "no", "nn_NO": "no", "fi_FI": "fi", "nl_BE": "be", "pl_PL": "pl",
    "cs_CZ": "cz", "sk_SK": "sk", "hu_HU": "hu", "ro_RO": "ro", "tr_TR": "tr", "ja_JP": "jp",
  ]
}
