extension AnswerKey where Value == String {
  package static var containers: Self { Self("services.containers") }
  package static var backupRepository: Self { Self("services.backup.repository") }
  package static var backupPassword: Self { Self("services.backup.passwordFile") }
  package static var upgrades: Self { Self("services.upgrades") }
  package static var upgradeFlake: Self { Self("services.upgradeFlake") }
}

extension AnswerKey where Value == Bool {
  package static var virtualMachines: Self { Self("services.virtualMachines") }
}

extension AnswerKey where Value == [String] {
  package static var services: Self { Self("services.set") }
  package static var backupPaths: Self { Self("services.backup.paths") }
}

extension QuestionCatalog {
  static let services: [Question] = [
    Question(
      AnswerKey.services.id,
      .list(of: .choice(SystemService.allCases.map(\.choice)), noun: "services"),
      label: "Services", help: "What runs in the background, beside what other answers need.",
      default: "what fits the hardware and the file systems"
    ) { context in
      let on = SystemService.allCases.compactMap { service in
        service.reason(in: context).map { (service, $0) }
      }
      let reasons = on.map { "\($0.0.rawValue): \($0.1)" }.joined(separator: "; ")
      return .found(
        .texts(on.map(\.0.rawValue)), on.isEmpty ? "nothing here asks for one" : reasons)
    },
    Question(
      AnswerKey.containers.id,
      .choice([
        .init("none", "no containers"), .init("podman", "without a daemon, each user's own"),
        .init("docker", "a daemon; whoever may use it can do what root can"),
      ]),
      label: "Containers",
      help: "Runs programs in containers; graphics.nvidia.containers lets them use NVIDIA's cards.",
      fixed: .text("none")),
    Question(
      AnswerKey.virtualMachines.id, .boolean, label: "Virtual machines",
      help: "libvirt with QEMU, and virt-manager where there is a desktop.",
      default: "yes where a GPU is kept for a guest"
    ) { context in
      let kept = context.hardware.gpus.first(where: \.passedThrough)
      return kept.map { .found(.boolean(true), "\($0.productName) is kept for a guest") }
        ?? .rule(.boolean(false), "no GPU is kept for a guest")
    },
    Question(
      AnswerKey.backupRepository.id, .text(.line("a repository of restic")),
      label: "Backups to",
      help: """
        A repository of restic, such as /mnt/backup or sftp:user@host:/backup, written to each day; \
        empty for no backups.
        """,
      fixed: .text("")),
    Question(
      AnswerKey.backupPassword.id, .text(.secretPath), label: "Password of backups",
      help: "A file on the machine with the password of the repository. Keep a copy elsewhere.",
      fixed: .text("/var/lib/nixwiz/restic.password"), irrelevantWhen: unlessBackups),
    Question(
      AnswerKey.backupPaths.id, .list(of: .text(.path("a folder")), noun: "folders"),
      label: "What is backed up", help: "Folders that go into each backup.",
      fixed: .texts(["/etc/nixos", "/home", "/var/lib"]), irrelevantWhen: unlessBackups),
    Question(
      AnswerKey.upgrades.id,
      .choice([
        .init("none", "you upgrade"), .init("daily", "each night"),
        .init("weekly", "each week"),
      ]),
      label: "Automatic upgrades",
      help: "Builds the flake of services.upgradeFlake and switches to it.",
      fixed: .text("none")),
    Question(
      AnswerKey.upgradeFlake.id, .text(.line("a flake reference")), label: "Upgrades from",
      help: """
        Where the flake is fetched from, such as github:you/nixos: a folder on this machine changes \
        only when you change it.
        """,
      fixed: .text("")
    ) { $0[.upgrades] == "none" ? "services.upgrades is \"none\"" : nil },
  ]

  @Sendable private static func unlessBackups(_ context: DefaultContext) -> String? {
    context[.backupRepository].isEmpty ? "services.backup.repository is empty" : nil
  }
}
