extension AnswerKey where Value == String {
  package static var desktopEnvironment: Self { Self("desktop.environment") }
  package static var networkManager: Self { Self("network.manager") }
  package static var unfree: Self { Self("nix.unfree") }
  package static var garbageCollection: Self { Self("nix.gc") }
}

extension AnswerKey where Value == Bool {
  package static var desktopAudio: Self { Self("desktop.audio") }
  package static var desktopBluetooth: Self { Self("desktop.bluetooth") }
  package static var desktopPrinting: Self { Self("desktop.printing") }
  package static var ssh: Self { Self("network.ssh") }
  package static var sshPasswords: Self { Self("network.sshPasswords") }
}

extension AnswerKey where Value == [Int] {
  package static var openTCPPorts: Self { Self("network.tcpPorts") }
  package static var openUDPPorts: Self { Self("network.udpPorts") }
}

extension AnswerKey where Value == [String] {
  package static var packages: Self { Self("packages.system") }
  package static var unfreePackages: Self { Self("nix.unfreePackages") }
  package static var caches: Self { Self("nix.caches") }
}

extension QuestionCatalog {
  static let desktop: [Question] = [
    Question(
      AnswerKey.desktopEnvironment.id,
      .choice([
        .init("none", "the text console; right for a server"),
        .init("plasma", "KDE Plasma 6"), .init("gnome", "GNOME"), .init("xfce", "Xfce, light"),
        .init("cinnamon", "Cinnamon"), .init("cosmic", "COSMIC"),
      ]),
      label: "Desktop", help: "Installs a graphical session and a login screen.",
      default: "Plasma on laptops and on desktop computers with a display, else none"
    ) { context in
      let hardware = context.hardware
      return hardware.hasUserInFront && context[.graphicsDriver] != "none"
        ? .found(.text("plasma"), hardware.chassisReason)
        : .found(.text("none"), hardware.chassisReason)
    },
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
      AnswerKey.desktopPrinting.id, .boolean, label: "Printing", help: "Printing by CUPS.",
      fixed: .boolean(false)),
  ]

  static let network: [Question] = [
    Question(
      AnswerKey.networkManager.id,
      .choice([
        .init("networkmanager", "for things that move"),
        .init("networkd", "for things that stay"),
      ]),
      label: "Connections by", help: "What configures the network interfaces; both by DHCP.",
      default: "NetworkManager with a desktop or on a laptop, else systemd-networkd"
    ) { context in
      context.hasDesktop || context.hardware.dmi.laptop
        ? .rule(.text("networkmanager"), "connections are chosen by someone in front of it")
        : .rule(.text("networkd"), "no desktop")
    },
    Question(
      AnswerKey.ssh.id, .boolean, label: "SSH server",
      help: "Log in from other machines. Passwords stay off unless network.sshPasswords is set.",
      default: "yes without a desktop, or when a user has an ssh key"
    ) { context in
      if User.all(in: context.answers).contains(where: { !$0.sshKeys.isEmpty }) {
        return .rule(.boolean(true), "a user has an ssh key")
      }
      return .rule(.boolean(!context.hasDesktop), context.desktopReason)
    },
    Question(
      AnswerKey.sshPasswords.id, .boolean, label: "SSH passwords",
      help: "Whether a password is enough to log in by ssh.", fixed: .boolean(false)
    ) { $0[.ssh] ? nil : "network.ssh is false" },
    Question(
      AnswerKey.openTCPPorts.id, .list(of: .integer(1...65_535), noun: "TCP ports"),
      label: "Open TCP ports", help: "Ports beside those that services open.", fixed: .list([])),
    Question(
      AnswerKey.openUDPPorts.id, .list(of: .integer(1...65_535), noun: "UDP ports"),
      label: "Open UDP ports", help: "Ports beside those that services open.", fixed: .list([])),
  ]

  static let system: [Question] = [
    Question(
      AnswerKey.packages.id, .list(of: .text(.packageName), noun: "packages"), label: "Programs",
      help: "Programs for all users, by their names in nixpkgs.", fixed: .texts(["git", "vim"])),
    Question(
      AnswerKey.unfree.id,
      .choice([
        .init("named", "the packages that the plan needs and those of nix.unfreePackages"),
        .init("all", "every unfree package"),
        .init("none", "no unfree package: no driver of NVIDIA's, no CUDA"),
      ]),
      label: "Unfree software",
      help: "Which packages may be used that are not free software.", fixed: .text("named")),
    Question(
      AnswerKey.unfreePackages.id, .list(of: .text(.packageName), noun: "package names"),
      label: "More unfree packages",
      help: "Names of unfree packages, as `lib.getName` gives them, such as steam-unwrapped.",
      fixed: .list([])
    ) { $0[.unfree] == "named" ? nil : "nix.unfree is not \"named\"" },
    Question(
      AnswerKey.caches.id, .list(of: .choice(BinaryCache.all.map(\.choice)), noun: "caches"),
      label: "Binary caches",
      help: """
        Caches to trust beside cache.nixos.org. Whoever owns a cache can put any program on this \
        machine, so none is trusted unless it is named here.
        """,
      fixed: .list([])),
    Question(
      AnswerKey.garbageCollection.id,
      .choice([
        .init("weekly", "each week, what is older than 30 days"),
        .init("monthly", "each month, what is older than 60 days"),
        .init("never", "old systems stay until you delete them"),
      ]),
      label: "Delete old systems", help: "Frees the space of old generations.",
      fixed: .text("weekly")),
  ]
}

extension DefaultContext {
  var hasDesktop: Bool { self[.desktopEnvironment] != "none" }
  var desktopReason: String { hasDesktop ? "there is a desktop" : "there is no desktop" }
}

/// A public binary cache with its key.
package struct BinaryCache: Sendable, Hashable {
  package let name: String
  package let url: String
  package let key: String
  let help: String

  var choice: AnswerType.Choice { .init(name, help) }

  package static let all = [
    BinaryCache(
      name: "nixos-cuda", url: "https://cache.nixos-cuda.org",
      key: "cache.nixos-cuda.org:74DUi4Ye579gUqzH4ziL9IyiJBlDpMRn9MBN8oNan9M=",
      help: "CUDA packages for the default capabilities, by the NixOS CUDA team"),
    BinaryCache(
      name: "flox", url: "https://cache.flox.dev",
      key: "flox-cache-public-1:7F4OyH7ZCnFhcze3fJdfyXYLQw/aV7GEed86nQ7IsOs=",
      help: "CUDA packages redistributed with NVIDIA's permission"),
    BinaryCache(
      name: "nix-community", url: "https://nix-community.cachix.org",
      key: "nix-community.cachix.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=",
      help: "projects of the Nix community"),
  ]

  package static func named(_ name: String) -> BinaryCache? { all.first { $0.name == name } }
}
