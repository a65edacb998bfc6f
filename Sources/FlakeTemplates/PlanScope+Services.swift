import HostModel
import NixLanguage

/// `modules/services.nix`: each service is a flag of its own name.
struct ServicesScope: TemplateScope {
  /// Services that NixOS counts among programs.
  private static let programs: Set<SystemService> = [
    .direnv, .nixLd, .appImage, .gnupgAgent, .kdeConnect, .localSend,
  ]

  let services: Set<SystemService>

  static let holes: [TemplateHole<ServicesScope>] =
    [
      .flag("services") { !$0.services.isSubset(of: programs) },
      .flag("programs") { !$0.services.isDisjoint(with: programs) },
    ]
    + SystemService.allCases.map { service in
      .flag(service.rawValue) { $0.services.contains(service) }
    }

  /// Nil without any service.
  init?(_ plan: ServicesPlan) {
    if plan.services.isEmpty { return nil }
    services = plan.services
  }
}

/// `modules/virtualisation.nix`.
struct VirtualisationScope: TemplateScope {
  let plan: Plan
  static let holes: [TemplateHole<VirtualisationScope>] = [
    .flag("podman") { $0.plan.services.containers == .podman },
    .flag("docker") { $0.plan.services.containers == .docker },
    .flag("libvirt") { $0.plan.services.virtualMachines },
    .flag("manager") {
      $0.plan.services.virtualMachines && $0.plan.desktop.environment.value != .none
    },
  ]

  /// Nil without containers and machines.
  init?(_ plan: Plan) {
    if plan.services.containers == .none, !plan.services.virtualMachines { return nil }
    self.plan = plan
  }
}

/// `modules/backups.nix`.
struct BackupScope: TemplateScope {
  let backup: ServicesPlan.Backup
  static let holes: [TemplateHole<BackupScope>] = [
    .literal("repository") { .string($0.backup.repository) },
    .literal("passwordFile") { .string($0.backup.passwordFile) },
    .literal("paths") { .strings($0.backup.paths) },
  ]
}

/// `modules/upgrades.nix`.
struct UpgradesScope: TemplateScope {
  let upgrades: ServicesPlan.Upgrades
  static let holes: [TemplateHole<UpgradesScope>] = [
    .literal("flake") { .string($0.upgrades.flake) },
    .literal("dates") { .string($0.upgrades.dates) },
  ]
}

/// `modules/secrets.nix`.
struct SecretsScope: TemplateScope {
  let tool: FlakeOutputsPlan.Secrets
  /// The key of the ssh server, which opens secrets; nil without a server.
  let hostKey: String?

  static let holes: [TemplateHole<SecretsScope>] = [
    .optional("arguments") { ArgumentsScope(["inputs", $0.tool == .agenix ? "pkgs" : nil]) },
    .flag("sops") { $0.tool == .sopsNix },
    .flag("agenix") { $0.tool == .agenix },
    .optional("hostKey") { $0.hostKey.map { ValueScope(.string($0)) } },
    .optional("ownKey") {
      $0.hostKey == nil ? ValueScope(.string("/var/lib/sops-nix/key.txt")) : nil
    },
    .literal("identity") { .string($0.hostKey ?? "/var/lib/agenix/key") },
  ]

  init?(_ plan: Plan) {
    guard let tool = plan.flake.secrets else { return nil }
    self.tool = tool
    let folder = plan.storage.isRootInMemory ? "/var/lib/ssh" : "/etc/ssh"
    hostKey = plan.network.ssh.value ? "\(folder)/ssh_host_ed25519_key" : nil
  }
}

/// `modules/home.nix`.
struct HomeScope: TemplateScope {
  struct Member: TemplateScope {
    let name: String
    let root: String
    static let holes: [TemplateHole<Member>] = [
      .attributePath("user") { [$0.name] },
      .literal("file") { .path("\($0.root)/home/\($0.name).nix") },
    ]
  }

  let users: [String]
  /// The way from the module to the root of the tree.
  var root = ".."
  static let holes: [TemplateHole<HomeScope>] = [
    .list("users") { scope in scope.users.map { Member(name: $0, root: scope.root) } }
  ]

  /// The same for the module of another place.
  func moved(to place: HostPlace) -> HomeScope {
    HomeScope(users: users, root: place.isFirst ? ".." : "../../..")
  }
}

/// `home/USER.nix`, written once.
struct HomeUserScope: TemplateScope {
  let stateVersion: String
  static let holes: [TemplateHole<HomeUserScope>] = [
    .literal("stateVersion") { .string($0.stateVersion) }
  ]
}
