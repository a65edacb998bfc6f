import HostModel

/// Layouts of disks, accounts, services and tools that are chosen rather than found.
extension OptionRule {
  static let layout: [OptionRule] = [
    OptionRule(
      "disko.devices.disk.*.device", "the disk that the layout is made on",
      ["disks.device", "disks.mirror"], of: [.disks]),
    OptionRule(
      "disko.devices.nodev.**", "a root that is empty at each start", ["disks.layout"]),
    OptionRule(
      "disko.devices.**", "how the disks are laid out",
      ["disks.layout", "disks.encrypt", "disks.swap", "disks.rootFileSystem"]),
    OptionRule("boot.tmp.useTmpfs", "temporary files stay in memory", ["disks.tmpfs"]),
  ]

  static let start: [OptionRule] = [
    OptionRule(
      "imports", in: "boot.nix", "the module of lanzaboote", ["boot.loader"], of: [.firmware]),
    OptionRule(
      "boot.lanzaboote.**", "signed kernels for Secure Boot", ["boot.loader"], of: [.firmware]),
    OptionRule(
      "boot.loader.systemd-boot.extraInstallCommands", "the second disk starts the system too",
      ["disks.mirror", "boot.loader"]),
    OptionRule("boot.loader.timeout", "how long the menu waits", ["boot.timeout"]),
    OptionRule("boot.plymouth.enable", "a silent start", ["boot.quiet"]),
    OptionRule("boot.consoleLogLevel", "a silent start", ["boot.quiet"]),
    OptionRule("boot.initrd.verbose", "a silent start", ["boot.quiet"]),
    OptionRule(
      "console.earlySetup", "the keyboard at the disk prompt is the chosen one",
      ["keyboard.layout", "keyboard.console"]),
  ]

  static let logins: [OptionRule] = [
    OptionRule(
      "users.mutableUsers", "whether `passwd` changes accounts", ["security.mutableUsers"]),
    OptionRule(
      "users.users.root.hashedPasswordFile", "the password of root",
      ["security.rootPasswordFile"]),
    OptionRule(
      "users.users.root.openssh.authorizedKeys.keys", "who may log in as root",
      ["security.rootKeys"]),
    OptionRule("users.users.*.hashedPasswordFile", "the password of the account", ["users"]),
  ]

  static let connections: [OptionRule] = [
    OptionRule("networking.domain", "the part after the host name", ["network.domain"]),
    OptionRule("networking.firewall.enable", "whether ports are closed", ["network.firewall"]),
    OptionRule(
      "networking.networkmanager.settings.keyfile.path", "a root in memory forgets /etc",
      ["disks.layout"]),
    OptionRule(
      "networking.networkmanager.ensureProfiles.**", "connections that are always there",
      ["network.addresses", "network.wifi", "network.wifiSecrets"]),
    OptionRule(
      "networking.wireless.**", "wireless networks, their keys outside the tree",
      ["network.wifi", "network.wifiSecrets"]),
    OptionRule(
      "systemd.network.networks.90-container-dhcp.**", "LXC gives the container one end of a pair",
      ["network.manager"], of: [.virtualisation]),
    OptionRule(
      "systemd.network.networks.**", "addresses that do not change", ["network.addresses"]),
    OptionRule(
      "services.avahi.**", "names in .local, of printers too",
      ["network.mdns", "desktop.printing"]),
    OptionRule("services.tailscale.enable", "Tailscale", ["network.tailscale"]),
    OptionRule(
      "services.openssh.settings.KbdInteractiveAuthentication", "keys or passwords",
      ["network.sshPasswords"]),
    OptionRule(
      "services.openssh.hostKeys", "the keys of the host survive a start", ["disks.root"]),
  ]

  static let choices: [OptionRule] = [
    OptionRule("fonts.packages", "fonts", ["desktop.fonts"]),
    OptionRule("services.flatpak.enable", "Flatpak", ["desktop.flatpak"]),
    OptionRule("programs.steam.enable", in: "desktop.nix", "Steam", ["desktop.steam"]),
    OptionRule("programs.gamemode.enable", in: "desktop.nix", "GameMode", ["desktop.gameMode"]),
    OptionRule(
      "programs.*.extraOptions", in: "desktop.nix", "Sway ends itself on NVIDIA's driver",
      ["desktop.environment", "graphics.driver"], of: [.gpus]),
    OptionRule("programs.*.enable", in: "desktop.nix", "the session", ["desktop.environment"]) {
      Reason($0.desktop.environment)
    },
    OptionRule(
      "environment.systemPackages", in: "desktop.nix",
      "what the first configuration of the session starts", ["desktop.environment"]),
    OptionRule("programs.*.*", in: "system.nix", "the editor", ["packages.editor"]),
    OptionRule("environment.variables.EDITOR", "the editor", ["packages.editor"]),
    OptionRule("programs.virt-manager.enable", "virtual machines", ["services.virtualMachines"]),
    OptionRule("programs.**", "a chosen program", ["services.set"]),
    OptionRule(
      "services.fwupd.enable", "updates of firmware", ["services.set"], of: [.virtualisation]
    ) { $0.reason(for: .fwupd) },
    OptionRule(
      "services.btrfs.autoScrub.enable", "finds rotten data in time", ["services.set"],
      facts: Facts { $0.mounts(of: "btrfs") }
    ) { $0.reason(for: .btrfsScrub) },
    OptionRule(
      "services.zfs.autoScrub.enable", "finds rotten data in time", ["services.set"],
      facts: Facts { $0.mounts(of: "zfs") }
    ) { $0.reason(for: .zfsScrub) },
    OptionRule("services.*.enable", in: "services.nix", "a chosen service", ["services.set"]),
    OptionRule(
      "services.restic.backups.**", "backups",
      ["services.backup.repository", "services.backup.passwordFile", "services.backup.paths"]),
    OptionRule(
      "system.autoUpgrade.*", "upgrades by themselves",
      ["services.upgrades", "services.upgradeFlake"]),
    OptionRule("nix.channel.enable", "flakes need no channels", ["nix.channels"]),
    OptionRule("nix.optimise.*", "equal files are kept once", ["nix.optimise"]),
    OptionRule("nix.settings.max-jobs", "how much is built at once", ["nix.jobs"]),
    OptionRule("nix.settings.trusted-users", "who may do what root can", ["nix.trusted"]),
    OptionRule(
      "home-manager.**", "files in home folders, made with the system",
      ["home.enable", "home.mode"]),
    OptionRule("home.*", "files in a home folder", ["home.enable"]),
    OptionRule("imports", in: "home.nix", "the module of home-manager", ["home.enable"]),
    OptionRule("imports", in: "secrets.nix", "the module that opens secrets", ["secrets.tool"]),
    OptionRule("age.identityPaths", "the key that opens secrets", ["secrets.tool"]),
    OptionRule("sops.age.sshKeyPaths", "the key that opens secrets", ["secrets.tool"]),
  ]
}

extension OptionCase {
  /// Why a service runs, of all reasons for services of the machine the one for this.
  fileprivate func reason(for service: SystemService) -> OptionRule.Reason? {
    guard let answer = plan.answers[id: "services.set"], !answer.origin.isAnswer else { return nil }
    let context = DefaultContext(hardware: hardware, answers: plan.answers)
    return service.reason(in: context).map { OptionRule.Reason($0, .hardware) }
  }

  fileprivate func mounts(of fileSystem: String) -> [String] {
    plan.storage.source.value == "mounted"
      ? hardware.mounts.filter { $0.fileSystem == fileSystem }.flatMap {
        hardware.facts(aboutMount: $0.mountPoint)
      } : []
  }
}
