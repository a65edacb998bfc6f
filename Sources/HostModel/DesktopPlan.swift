/// The graphical session and what belongs to it.
package struct DesktopPlan: Sendable, Hashable {
  package enum Environment: String, Sendable, Hashable, CaseIterable {
    case none, plasma, gnome, xfce, cinnamon, cosmic, hyprland, sway, niri

    /// Whether it is a compositor without a login screen of its own.
    package var isCompositor: Bool { [.hyprland, .sway, .niri].contains(self) }

    /// What its first configuration starts and its module in nixpkgs does not bring: a terminal to
    /// begin with, and where there is one the program that starts others. Sway's module has its own.
    package var companions: [String] {
      switch self {
      case .hyprland: ["kitty"]
      case .niri: ["alacritty", "fuzzel"]
      default: []
      }
    }

    /// Whether its module in nixpkgs enables NetworkManager where nobody says otherwise.
    package var startsNetworkManager: Bool { [.gnome, .cinnamon, .cosmic].contains(self) }
  }

  package enum Fonts: String, Sendable, Hashable, CaseIterable {
    case noto, cjk, emoji, nerd, liberation

    /// Attributes of nixpkgs.
    package var packages: [String] {
      switch self {
      case .noto: ["noto-fonts"]
      case .cjk: ["noto-fonts-cjk-sans", "noto-fonts-cjk-serif"]
      case .emoji: ["noto-fonts-color-emoji"]
      case .nerd: ["nerd-fonts.jetbrains-mono", "nerd-fonts.symbols-only"]
      case .liberation: ["liberation_ttf"]
      }
    }

    var choice: AnswerType.Choice {
      let help =
        switch self {
        case .noto: "Noto, which covers nearly all scripts"
        case .cjk: "Noto for Chinese, Japanese and Korean"
        case .emoji: "Noto in colour for emoji"
        case .nerd: "JetBrains Mono with symbols for terminals"
        case .liberation: "as wide as Arial, Times and Courier"
        }
      return .init(rawValue, help)
    }
  }

  package var environment: Decision<Environment>
  package var autoLogin: String?
  package var audio: Bool
  package var bluetooth: Bool
  package var printing: Bool
  package var flatpak: Bool
  package var steam: Bool
  package var gameMode: Bool
  package var fonts: [Fonts]

  /// Names of unfree packages that it needs.
  package var unfree: [String] { steam ? ["steam", "steam-unwrapped"] : [] }
}

extension Planner {
  mutating func desktopPlan() -> DesktopPlan {
    let environment = DesktopPlan.Environment(rawValue: answers[.desktopEnvironment]) ?? .none
    let isDesktop = environment != .none
    let user = answers[.desktopAutoLogin]
    if isDesktop, !user.isEmpty, !User.all(in: answers).contains(where: { $0.name == user }) {
      fail(
        "unknown-user", [AnswerKey.desktopAutoLogin.id, AnswerKey.users.id],
        "\(user) is to be logged in automatically, but is not among the users",
        fix: "add \(user) to `users`, or name one of them")
    }
    let steam = isDesktop && answers[.desktopSteam] && hardware.system == "x86_64-linux"
    if steam, answers[.unfree] == "none" {
      fail(
        "unfree-steam", [AnswerKey.desktopSteam.id, AnswerKey.unfree.id],
        "Steam is not free software, and nix.unfree is \"none\"",
        fix: "set nix.unfree = \"named\", or do without Steam")
    }
    return DesktopPlan(
      environment: decision(.desktopEnvironment, environment),
      autoLogin: isDesktop && !user.isEmpty ? user : nil,
      audio: answers[.desktopAudio], bluetooth: answers[.desktopBluetooth],
      printing: answers[.desktopPrinting],
      flatpak: isDesktop && answers[.desktopFlatpak], steam: steam,
      gameMode: isDesktop && answers[.desktopGameMode],
      fonts: isDesktop ? answers[.desktopFonts].compactMap(DesktopPlan.Fonts.init) : [])
  }
}
