/// The values of `hardware.nvidia.branch` that are offered: the one table of what each branch drives.
package enum NVIDIABranch: String, Sendable, Hashable, CaseIterable {
  case production
  case latest
  case beta
  case legacy580 = "legacy_580"
  case legacy535 = "legacy_535"
  case legacy470 = "legacy_470"
  case legacy390 = "legacy_390"
  case legacy340 = "legacy_340"

  /// What is known of a branch.
  private struct Reach {
    /// The first number of its versions.
    var version: Int
    /// The oldest and the newest architecture that it has a module for.
    var oldest: String
    var newest: String
    var hasOpenModule = true
    /// The newest kernel set of nixpkgs that it builds for, and the first version it is broken on.
    var newestKernel: String?
    var brokenFrom: String?
    var help: String
  }

  private var reach: Reach {
    switch self {
    case .production:
      Reach(version: 595, oldest: "Turing", newest: "Rubin", help: "595: Turing and later")
    case .latest:
      Reach(
        version: 610, oldest: "Turing", newest: "Rubin", help: "610: Turing and later, new features"
      )
    case .beta:
      Reach(version: 595, oldest: "Turing", newest: "Rubin", help: "older than production today")
    case .legacy580:
      Reach(
        version: 580, oldest: "Maxwell", newest: "Blackwell",
        help: "580: the last for Maxwell, Pascal and Volta")
    case .legacy535:
      Reach(
        version: 535, oldest: "Maxwell", newest: "Hopper",
        help: "535: a data point before a known bug")
    case .legacy470:
      Reach(
        version: 470, oldest: "Kepler", newest: "Ampere", hasOpenModule: false,
        help: "470: the last for Kepler")
    case .legacy390:
      Reach(
        version: 390, oldest: "Fermi", newest: "Volta", hasOpenModule: false, newestKernel: "6.12",
        brokenFrom: "6.18", help: "390: the last for Fermi, with Linux 6.12")
    case .legacy340:
      Reach(
        version: 340, oldest: "Tesla", newest: "Maxwell", hasOpenModule: false, newestKernel: "6.6",
        brokenFrom: "6.7", help: "340: the last for Tesla, with Linux 6.6")
    }
  }

  var help: String { reach.help }

  /// What NVIDIA's driver learnt with a version; the NixOS module asserts all but the first.
  enum Ability: Int {
    case sync = 370
    case powerManagement = 430
    case offload = 435
    case dynamicBoost = 510
  }

  func has(_ ability: Ability) -> Bool { reach.version >= ability.rawValue }

  /// Grows with the age of the branch.
  var age: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether the branch has an open kernel module.
  package var hasOpenModule: Bool { reach.hasOpenModule }

  /// Whether nixpkgs asks for a yes to the licence, as it does for branches without open modules.
  package var needsLicense: Bool { !reach.hasOpenModule }

  /// The newest kernel that the module builds for; nil when the default one is well.
  package var newestKernel: String? { reach.newestKernel }

  /// The first version of Linux that the module is marked broken for.
  package var brokenFrom: String? { reach.brokenFrom }

  /// Oldest first.
  private static let architectures = [
    "Tesla", "Fermi", "Kepler", "Maxwell", "Pascal", "Volta", "Turing", "Ampere", "Ada Lovelace",
    "Hopper", "Blackwell", "Rubin",
  ]

  /// Whether the branch has a module that drives a card.
  ///
  /// A branch knows the architectures from the oldest it still serves to the newest of its time.
  /// Cards that require the open modules are driven by a branch that has them.
  package func drives(_ model: Hardware.NVIDIAModel) -> Bool {
    guard model.newestBranch != nil || model.nixpkgsAttribute != nil else { return false }
    // The GRID cards of Kepler ended before their generation did.
    if model.newestBranch == "367" { return self == .legacy340 }
    guard let rank = Self.rank(model.architecture) else {
      return model.nixpkgsAttribute == rawValue || self == .production
    }
    guard let low = Self.rank(reach.oldest), let high = Self.rank(reach.newest) else {
      return false
    }
    return (low...high).contains(rank) && (!model.openRequired || hasOpenModule)
  }

  /// Whether the branch drives a card in a host that has these cards: one module serves them all, and
  /// beside a card for the closed one it is the closed one, which the newest cards refuse.
  package func drives(
    _ model: Hardware.NVIDIAModel, beside models: [Hardware.NVIDIAModel]
  ) -> Bool {
    drives(model)
      && !(model.openRequired && models.contains { drives($0) && !$0.openKernelModule })
  }

  private static func rank(_ architecture: String?) -> Int? {
    architecture.flatMap { architectures.firstIndex(of: $0) }
  }
}
