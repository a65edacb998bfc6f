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
    let isEarly: Bool
    static let holes: [TemplateHole<Console>] = [
      .flag("early") { $0.isEarly },
      .optional("keyMap") { ValueScope(unlessEmpty: $0.keyMap) },
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
        ? Console(keyMap: $0.host.keyboard.console, isEarly: $0.host.keyboardEarly) : nil
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

  struct Root: TemplateScope {
    let accounts: AccountsPlan
    static let holes: [TemplateHole<Root>] = [
      .optional("passwordFile") { $0.accounts.rootPasswordFile.map { ValueScope(.string($0)) } },
      .optional("rootKeys") { ValueScope(unlessEmpty: $0.accounts.rootKeys) },
    ]

    /// Nil for an account that stays locked.
    init?(_ accounts: AccountsPlan) {
      if accounts.rootPasswordFile == nil, accounts.rootKeys.isEmpty { return nil }
      self.accounts = accounts
    }
  }

  struct Immutable: TemplateScope {
    let decision: Decision<Bool>
    static let holes: [TemplateHole<Immutable>] = [
      .optional("because") { ReasonScope($0.decision) }
    ]
  }

  let accounts: AccountsPlan
  static let holes: [TemplateHole<UsersScope>] = [
    .optional("immutable") {
      $0.accounts.mutable.value ? nil : Immutable(decision: $0.accounts.mutable)
    },
    .optional("root") { Root($0.accounts) },
    .optional("arguments") { ArgumentsScope([$0.accounts.shells.isEmpty ? nil : "pkgs"]) },
    .list("users") { $0.accounts.accounts.map(Account.init) },
    .flag("hasShells") { !$0.accounts.shells.isEmpty },
    .list("shells") { $0.accounts.shells.map(Shell.init) },
    .optional("freeSudo") {
      $0.accounts.sudoPassword.value
        ? nil : ReasonScope("sudo asks no password: \($0.accounts.sudoPassword.reason)")
    },
  ]
}
