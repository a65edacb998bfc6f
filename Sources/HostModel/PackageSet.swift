/// Programs that often go together.
package enum PackageSet: String, Sendable, Hashable, CaseIterable {
  case development, hardware, network, nix

  /// Attributes of nixpkgs.
  var packages: [String] {
    switch self {
    case .development: ["fd", "gcc", "gnumake", "jq", "ripgrep", "tmux"]
    case .hardware: ["lm_sensors", "nvme-cli", "pciutils", "smartmontools", "usbutils"]
    case .network: ["dig", "ethtool", "mtr", "nmap", "tcpdump"]
    case .nix: ["nix-output-monitor", "nixd", "nixfmt", "nvd"]
    }
  }

  var choice: AnswerType.Choice { .init(rawValue, packages.joined(separator: ", ")) }
}

/// The editor that other programs start.
package enum Editor: String, Sendable, Hashable, CaseIterable {
  case nano, vim, neovim, helix, emacs, micro

  var choice: AnswerType.Choice {
    let help =
      switch self {
      case .nano: "the default of NixOS"
      case .vim: "Vim"
      case .neovim: "Neovim"
      case .helix: "Helix"
      case .emacs: "Emacs"
      case .micro: "micro, with the keys of other desktop programs"
      }
    return .init(rawValue, help)
  }

  /// Whether NixOS has a module that makes it the default.
  package var hasModule: Bool { self == .vim || self == .neovim }

  /// What EDITOR is set to, for editors without a module.
  package var command: String? {
    switch self {
    case .helix: "hx"
    case .emacs: "emacs -nw"
    case .micro: "micro"
    case .nano, .vim, .neovim: nil
    }
  }
}
