/// Nix itself: what it may use, from where, and how it cleans up.
package struct NixPlan: Sendable, Hashable {
  package enum Unfree: Sendable, Hashable {
    /// These names (as lib.getName gives them) in the host's own instance, sorted.
    case names([String])
    case all
  }

  package enum Collection: Sendable, Hashable {
    case never
    /// A systemd calendar word and the age in days.
    case every(String, olderThanDays: Int)
  }

  package var unfree: Unfree
  package var caches: [BinaryCache]
  package var collection: Collection
  package var optimises: Bool
  package var trustedUsers: [String]
  package var channels: Bool
  /// How many builds run at once; nil for what Nix decides.
  package var jobs: Decision<Int>?
  /// Whether `nixpkgs.config.nvidia.acceptLicense` must be set.
  package var acceptsNVIDIALicense: Bool
}

/// A public binary cache with its key.
package struct BinaryCache: Sendable, Hashable {
  package let name: String
  package let url: String
  package let key: String
  let help: String

  var choice: AnswerType.Choice { .init(name, help) }

  package static let all = [
    BinaryCache(
      name: "nixos-cuda", url: "https://cache.nixos-cuda.org",
      key: "cache.nixos-cuda.org:74DUi4Ye579gUqzH4ziL9IyiJBlDpMRn9MBN8oNan9M=",
      help: "CUDA packages for the default capabilities, by the NixOS CUDA team"),
    BinaryCache(
      name: "flox", url: "https://cache.flox.dev",
      key: "flox-cache-public-1:7F4OyH7ZCnFhcze3fJdfyXYLQw/aV7GEed86nQ7IsOs=",
      help: "CUDA packages redistributed with NVIDIA's permission"),
    BinaryCache(
      name: "nix-community", url: "https://nix-community.cachix.org",
      key: "nix-community.cachix.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=",
      help: "projects of the Nix community"),
  ]

  package static func named(_ name: String) -> BinaryCache? { all.first { $0.name == name } }

  /// The fields of an entry of `nix.substituters`.
  static let fields: [AnswerType.Field] = [
    .init("url", .text(.cacheURL), "The URL of the cache.", default: nil),
    .init("key", .text(.cacheKey), "Its public key, as name:base64.", default: nil),
  ]

  init?(answer: AnswerValue) {
    guard case .record(let record) = answer, let url = record.value(String.self, "url"),
      let key = record.value(String.self, "key")
    else { return nil }
    self.init(name: url, url: url, key: key, help: "")
  }

  private init(name: String, url: String, key: String, help: String) {
    self.name = name
    self.url = url
    self.key = key
    self.help = help
  }
}

extension Planner {
  /// - Parameter unfree: the names that parts of the plan need.
  mutating func nixPlan(unfree: [String], acceptsLicense: Bool) -> NixPlan {
    let gathered: NixPlan.Unfree
    let needed = Set(unfree + guestUnfree())
    switch answers[.unfree] {
    case "all": gathered = .all
    case "none": gathered = .names([])
    default: gathered = .names(needed.union(answers[.unfreePackages]).sorted())
    }
    let collection: NixPlan.Collection =
      switch answers[.garbageCollection] {
      case "weekly": .every("weekly", olderThanDays: 30)
      case "monthly": .every("monthly", olderThanDays: 60)
      default: .never
      }
    let users = Set(User.all(in: answers).map(\.name))
    for name in answers[.trustedUsers] where !users.contains(name) {
      fail(
        "unknown-user", [AnswerKey.trustedUsers.id, AnswerKey.users.id],
        "Nix is to trust \(name), who is not among the users",
        fix: "add \(name) to `users`, or remove the name")
    }
    return NixPlan(
      unfree: gathered,
      caches: answers[.caches].compactMap(BinaryCache.named)
        + answers[.substituters].compactMap(BinaryCache.init),
      collection: collection, optimises: answers[.optimise],
      trustedUsers: answers[.trustedUsers], channels: answers[.channels],
      jobs: answers[.jobs] == 0 ? nil : decision(.jobs, answers[.jobs]),
      acceptsNVIDIALicense: acceptsLicense)
  }

  private func guestUnfree() -> [String] {
    hardware.virtualisation.type == "parallels" ? ["prl-tools"] : []
  }
}
