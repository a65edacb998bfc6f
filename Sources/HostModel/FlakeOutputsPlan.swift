/// What the flake offers beside the system, and the tools that read it.
package struct FlakeOutputsPlan: Sendable, Hashable {
  package enum Home: String, Sendable, Hashable {
    /// Built and switched to with the system.
    case system
    /// An output of its own, which each user switches to.
    case standalone
  }

  package enum Secrets: String, Sendable, Hashable {
    case sopsNix = "sops-nix"
    case agenix
  }

  package enum Deployment: String, Sendable, Hashable {
    case nixosRebuild = "nixos-rebuild"
    case colmena
    case deployRS = "deploy-rs"
  }

  /// Nil without home-manager.
  package var home: Home?
  package var secrets: Secrets?
  package var deployment: Deployment
}

extension AnswerKey where Value == Bool {
  package static var homeEnable: Self { Self("home.enable") }
}

extension AnswerKey where Value == String {
  package static var homeMode: Self { Self("home.mode") }
  package static var secretsTool: Self { Self("secrets.tool") }
  package static var deployment: Self { Self("deploy.tool") }
}

extension QuestionCatalog {
  static let flake: [Question] = [
    Question(
      AnswerKey.homeEnable.id, .boolean, label: "home-manager",
      help: "Manages the files in home folders: home/USER.nix is then yours. Adds a flake input.",
      fixed: .boolean(false)
    ) { $0[.users].isEmpty ? "there is no user" : nil },
    Question(
      AnswerKey.homeMode.id,
      .choice([
        .init("system", "a part of the system, switched to with it"),
        .init("standalone", "an output of its own, which each user switches to"),
      ]),
      label: "home-manager as", help: "Whether homes change with the system or by themselves.",
      fixed: .text("system")
    ) { $0[.homeEnable] ? nil : "home.enable is false" },
    Question(
      AnswerKey.secretsTool.id,
      .choice([
        .init("none", "secrets are files on the machine"),
        .init("sops-nix", "encrypted files in the flake, by sops"),
        .init("agenix", "encrypted files in the flake, by age"),
      ]),
      label: "Secrets",
      help: "Adds the flake input and modules/secrets.nix. nixwiz never writes a secret.",
      fixed: .text("none")),
    Question(
      AnswerKey.deployment.id,
      .choice([
        .init("nixos-rebuild", "no output of its own is needed"),
        .init("colmena", "the output colmenaHive"), .init("deploy-rs", "the output deploy"),
      ]),
      label: "Deploy with", help: "The tool that brings the system to the machine over ssh.",
      fixed: .text("nixos-rebuild")),
  ]
}

extension Planner {
  mutating func flakeOutputsPlan() -> FlakeOutputsPlan {
    let deployment = FlakeOutputsPlan.Deployment(rawValue: answers[.deployment]) ?? .nixosRebuild
    if deployment != .nixosRebuild, !answers[.ssh] {
      fail(
        "deploy-without-ssh", [AnswerKey.deployment.id, AnswerKey.ssh.id],
        "\(deployment.rawValue) reaches the machine by ssh, and network.ssh is false",
        fix: "set network.ssh = true")
    }
    return FlakeOutputsPlan(
      home: answers[.homeEnable] && !User.all(in: answers).isEmpty
        ? FlakeOutputsPlan.Home(rawValue: answers[.homeMode]) : nil,
      secrets: FlakeOutputsPlan.Secrets(rawValue: answers[.secretsTool]), deployment: deployment)
  }
}
