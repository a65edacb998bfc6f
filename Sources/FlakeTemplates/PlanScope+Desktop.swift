import HostModel
import NixLanguage

/// `modules/desktop.nix`.
struct DesktopScope: TemplateScope {
  struct Session: TemplateScope {
    let environment: DesktopPlan.Environment
    static let holes: [TemplateHole<Session>] = [
      .attributePath("session") { [$0.environment.rawValue] }
    ]
  }

  struct Compositor: TemplateScope {
    let environment: DesktopPlan.Environment
    let besideNVIDIA: Bool
    static let holes: [TemplateHole<Compositor>] = [
      .attributePath("session") { [$0.environment.rawValue] },
      .flag("unsupported") { $0.environment == .sway && $0.besideNVIDIA },
    ]
  }

  struct Packages: TemplateScope {
    let names: [String]
    static let holes: [TemplateHole<Packages>] = [
      .list("packages") { $0.names.map { PackageScope($0) } }
    ]

    /// Nil for none.
    init?(_ names: [String]) {
      guard !names.isEmpty else { return nil }
      self.names = names
    }
  }

  let desktop: DesktopPlan
  /// Whether NVIDIA's own driver is there.
  let besideNVIDIA: Bool

  private var environment: DesktopPlan.Environment { desktop.environment.value }

  private var usesPackages: Bool {
    !desktop.fonts.isEmpty || !environment.companions.isEmpty
  }

  private var hasServices: Bool {
    environment != .none || desktop.audio || desktop.printing
  }

  private var hasDisplayManager: Bool {
    [.plasma, .gnome, .cosmic].contains(environment) || environment.isCompositor
      || desktop.autoLogin != nil
  }

  static let holes: [TemplateHole<DesktopScope>] = [
    .optional("arguments") { ArgumentsScope([$0.usesPackages ? "pkgs" : nil]) },
    .flag("services") { $0.hasServices },
    .flag("plasma") { $0.environment == .plasma },
    .flag("gnome") { $0.environment == .gnome },
    .flag("cosmic") { $0.environment == .cosmic },
    .optional("xserver") {
      [.xfce, .cinnamon].contains($0.environment) ? Session(environment: $0.environment) : nil
    },
    .optional("compositor") {
      $0.environment.isCompositor ? ValueScope(.string($0.environment.rawValue)) : nil
    },
    .optional("compositorProgram") {
      $0.environment.isCompositor
        ? Compositor(environment: $0.environment, besideNVIDIA: $0.besideNVIDIA) : nil
    },
    .flag("displayManager") { $0.hasDisplayManager },
    .optional("autoLogin") { $0.desktop.autoLogin.map { ValueScope(.string($0)) } },
    .flag("audio") { $0.desktop.audio },
    .flag("printing") { $0.desktop.printing },
    .flag("flatpak") { $0.desktop.flatpak },
    .flag("programs") {
      $0.environment.isCompositor || $0.desktop.steam || $0.desktop.gameMode
    },
    .flag("steam") { $0.desktop.steam },
    .flag("gameMode") { $0.desktop.gameMode },
    .flag("bluetooth") { $0.desktop.bluetooth },
    .optional("companions") { Packages($0.environment.companions) },
    .optional("fonts") { Packages($0.desktop.fonts.flatMap(\.packages)) },
  ]

  /// Nil when there is nothing to say.
  init?(_ desktop: DesktopPlan, besideNVIDIA: Bool) {
    self.desktop = desktop
    self.besideNVIDIA = besideNVIDIA
    if !hasServices, !desktop.bluetooth { return nil }
  }
}
