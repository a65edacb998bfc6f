/// What runs in the background.
package struct ServicesPlan: Sendable, Hashable {
  package enum Containers: String, Sendable, Hashable {
    case none, podman, docker
  }

  package struct Backup: Sendable, Hashable {
    package var repository: String
    package var passwordFile: String
    package var paths: [String]
  }

  package struct Upgrades: Sendable, Hashable {
    package var flake: String
    /// A systemd calendar expression.
    package var dates: String
  }

  package var services: Set<SystemService>
  package var containers: Containers
  package var virtualMachines: Bool
  package var backup: Backup?
  package var upgrades: Upgrades?
}

extension Planner {
  mutating func servicesPlan() -> ServicesPlan {
    let context = DefaultContext(hardware: hardware, answers: answers)
    var services = Set(answers[.services].compactMap(SystemService.init))
    for service in SystemService.allCases where services.contains(service) {
      guard let obstacle = service.obstacle(context) else { continue }
      services.remove(service)
      remark("service-without-effect", "\(service.rawValue) is left out: \(obstacle)")
    }
    let containers = ServicesPlan.Containers(rawValue: answers[.containers]) ?? .none
    return ServicesPlan(
      services: services, containers: containers,
      virtualMachines: answers[.virtualMachines], backup: backup(), upgrades: upgrades())
  }

  private func backup() -> ServicesPlan.Backup? {
    guard !answers[.backupRepository].isEmpty else { return nil }
    return ServicesPlan.Backup(
      repository: answers[.backupRepository], passwordFile: answers[.backupPassword],
      paths: answers[.backupPaths])
  }

  private mutating func upgrades() -> ServicesPlan.Upgrades? {
    let interval = answers[.upgrades]
    guard interval != "none" else { return nil }
    if answers[.upgradeFlake].isEmpty {
      fail(
        "upgrade-flake", [AnswerKey.upgrades.id, AnswerKey.upgradeFlake.id],
        "automatic upgrades need a place to fetch the flake from",
        fix: "answer services.upgradeFlake, such as github:you/nixos")
    }
    return ServicesPlan.Upgrades(
      flake: answers[.upgradeFlake], dates: interval == "daily" ? "04:40" : "Sun 04:40")
  }
}
