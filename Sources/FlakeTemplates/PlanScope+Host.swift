import HostModel
import NixLanguage

/// `modules/locale.nix`.
struct LocaleScope: TemplateScope {
  struct Category: TemplateScope {
    let name: String
    let locale: String
    static let holes: [TemplateHole<Category>] = [
      .attributePath("category") { [$0.name] }, .literal("value") { .string($0.locale) },
    ]
  }

  struct Formats: TemplateScope {
    let locale: String
    static let holes: [TemplateHole<Formats>] = [
      .list("categories") { formats in
        [
          "LC_ADDRESS", "LC_IDENTIFICATION", "LC_MEASUREMENT", "LC_MONETARY", "LC_NAME",
          "LC_NUMERIC", "LC_PAPER", "LC_TELEPHONE", "LC_TIME",
        ].map { Category(name: $0, locale: formats.locale) }
      }
    ]
  }

  struct Keyboard: TemplateScope {
    let keyboard: HostPlan.Keyboard
    static let holes: [TemplateHole<Keyboard>] = [
      .literal("layout") { .string($0.keyboard.layout) },
      .optional("variant") { ValueScope(unlessEmpty: $0.keyboard.variant) },
      .optional("options") { ValueScope(unlessEmpty: $0.keyboard.options) },
    ]
  }

  struct Console: TemplateScope {
    let keyMap: String
    static let holes: [TemplateHole<Console>] = [
      .optional("keyMap") { ValueScope(unlessEmpty: $0.keyMap) }
    ]
  }

  let host: HostPlan

  /// Whether the keys are others than those of NixOS by default.
  private var hasKeyboard: Bool {
    host.keyboard.layout != "us" || !host.keyboard.variant.isEmpty || !host.keyboard.options.isEmpty
  }

  static let holes: [TemplateHole<LocaleScope>] = [
    .literal("timeZone") { .string($0.host.timeZone) },
    .literal("locale") { .string($0.host.locale) },
    .optional("formats") {
      $0.host.formats == $0.host.locale ? nil : Formats(locale: $0.host.formats)
    },
    .optional("keyboard") { $0.hasKeyboard ? Keyboard(keyboard: $0.host.keyboard) : nil },
    .optional("console") {
      $0.hasKeyboard || !$0.host.keyboard.console.isEmpty
        ? Console(keyMap: $0.host.keyboard.console) : nil
    },
  ]
}

/// `modules/network.nix`.
struct NetworkScope: TemplateScope {
  struct HostID: TemplateScope {
    let decision: Decision<String>
    static let holes: [TemplateHole<HostID>] = [
      .comment("reason") { _ in
        "ZFS takes only pools that were last used by the host of this number."
      },
      .literal("value") { .string($0.decision.value) },
    ]
  }

  struct Ports: TemplateScope {
    let ports: [Int]
    static let holes: [TemplateHole<Ports>] = [
      .literal("ports") { .list($0.ports.map { .integer($0) }) }
    ]

    init?(_ ports: [Int]) {
      if ports.isEmpty { return nil }
      self.ports = ports
    }
  }

  struct Firewall: TemplateScope {
    let network: NetworkPlan
    static let holes: [TemplateHole<Firewall>] = [
      .optional("tcp") { Ports($0.network.tcpPorts) },
      .optional("udp") { Ports($0.network.udpPorts) },
    ]
  }

  struct SSH: TemplateScope {
    let passwords: Bool
    static let holes: [TemplateHole<SSH>] = [.literal("passwords") { .bool($0.passwords) }]
  }

  let plan: Plan
  static let holes: [TemplateHole<NetworkScope>] = [
    .literal("hostName") { .string($0.plan.host.name) },
    .optional("hostId") { $0.plan.storage.zfsHostID.map(HostID.init) },
    .flag("networkmanager") {
      $0.plan.network.manager.value == .networkmanager && $0.plan.storage.guest?.value != .wsl
    },
    // Windows configures the network of WSL.
    .flag("networkd") {
      $0.plan.network.manager.value == .networkd && $0.plan.storage.guest?.value != .wsl
    },
    .flag("container") {
      $0.plan.storage.guest?.value == .nspawn && $0.plan.network.manager.value == .networkd
    },
    .optional("firewall") {
      $0.plan.network.tcpPorts.isEmpty && $0.plan.network.udpPorts.isEmpty
        ? nil : Firewall(network: $0.plan.network)
    },
    .optional("ssh") {
      $0.plan.network.ssh.value ? SSH(passwords: $0.plan.network.sshPasswords) : nil
    },
  ]
}

/// `modules/users.nix`.
struct UsersScope: TemplateScope {
  struct Account: TemplateScope {
    let account: AccountsPlan.Account
    static let holes: [TemplateHole<Account>] = [
      .attributePath("name") { [$0.account.user.name] },
      .optional("description") { ValueScope(unlessEmpty: $0.account.user.description) },
      .optional("groups") { ValueScope(unlessEmpty: $0.account.groups) },
      .optional("shell") { $0.account.user.shell == "bash" ? nil : Shell($0.account.user.shell) },
      .optional("hashedPassword") { ValueScope(unlessEmpty: $0.account.user.hashedPassword) },
      .optional("hashedPasswordFile") {
        ValueScope(unlessEmpty: $0.account.user.hashedPasswordFile)
      },
      .optional("keys") { ValueScope(unlessEmpty: $0.account.user.sshKeys) },
    ]
  }

  struct Shell: TemplateScope {
    let name: String
    static let holes: [TemplateHole<Shell>] = [.attributePath("program") { [$0.name] }]
    init(_ name: String) { self.name = name }
  }

  let accounts: AccountsPlan
  static let holes: [TemplateHole<UsersScope>] = [
    .optional("arguments") { ArgumentsScope([$0.accounts.shells.isEmpty ? nil : "pkgs"]) },
    .list("users") { $0.accounts.accounts.map(Account.init) },
    .list("shells") { $0.accounts.shells.map(Shell.init) },
    .optional("freeSudo") {
      $0.accounts.sudoPassword.value
        ? nil : ReasonScope("sudo asks no password: \($0.accounts.sudoPassword.reason)")
    },
  ]
}

/// `modules/desktop.nix`.
struct DesktopScope: TemplateScope {
  let desktop: DesktopPlan
  static let holes: [TemplateHole<DesktopScope>] = [
    .flag("plasma") { $0.desktop.environment.value == .plasma },
    .flag("gnome") { $0.desktop.environment.value == .gnome },
    .flag("xfce") { $0.desktop.environment.value == .xfce },
    .flag("cinnamon") { $0.desktop.environment.value == .cinnamon },
    .flag("cosmic") { $0.desktop.environment.value == .cosmic },
    .flag("audio") { $0.desktop.audio },
    .flag("printing") { $0.desktop.printing },
    .flag("bluetooth") { $0.desktop.bluetooth },
  ]
}
