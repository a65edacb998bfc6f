/// What a release of nixpkgs offers, as far as plans depend on it.
package struct Release: Sendable, Hashable {
  /// The answer: `26.11` or `unstable`.
  package let name: String
  /// The release that the branch is or becomes, for `system.stateVersion`.
  package let version: String
  /// The flake reference of the branch.
  package let url: String
  /// The version of `linuxPackages`.
  package let defaultKernel: String
  /// Attributes of kernel package sets by version, oldest first.
  package let kernels: [String]
  /// Compute capabilities that CUDA packages are built for when none is asked for.
  package let defaultCUDACapabilities: [String]
  /// All capabilities that its CUDA sets know, without suffix, with the CUDA versions that fit.
  package let cudaCapabilities: [String]
  /// CUDA sets, oldest first, and the one that is the default.
  package let cudaVersions: [String]
  package let defaultCUDA: String
  /// The targets that ROCm is built for.
  package let rocmTargets: [String]

  /// What nixwiz writes otherwise in older releases.
  package let dialect: Dialect

  /// Options that came with a release, where nixwiz would write them. The release notes of nixpkgs
  /// are the source of each line.
  package struct Dialect: Sendable, Hashable {
    /// `hardware.nvidia.branch` came with 26.05; before, `package` names that of the branch.
    package var nvidiaBranch: Bool
    /// `services.llama-cpp.settings` came with 26.11 in place of `host`, `port`, `model` and
    /// `extraFlags`.
    package var llamaSettings: Bool
    /// Before 26.05 `services.llama-cpp.model` has no default, so that a server cannot be set up
    /// without the file of a model. Known from the option's text of that time, not compared.
    package var llamaNeedsModel: Bool
    /// `nixpkgs.config.allowUnfreePackages`: no release notes tell when it came, so that older
    /// releases than that of the facts get `allowUnfreePredicate`, which all know.
    package var unfreeNames: Bool
    /// `services.llama-swap.listenAddress` is in 26.11 and was not in 25.11; no release notes tell of
    /// it, so that 26.05 is taken for the older one.
    package var swapAddress: Bool
  }

  private init(
    name: String, version: String, url: String, defaultKernel: String, kernels: [String],
    dialect: Dialect
  ) {
    self.name = name
    self.version = version
    self.url = url
    self.defaultKernel = defaultKernel
    self.kernels = kernels
    self.dialect = dialect
    defaultCUDACapabilities = [
      "7.5", "8.0", "8.6", "8.9", "9.0", "10.0", "10.3", "12.0", "12.1",
    ]
    cudaCapabilities = [
      "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6", "8.7", "8.9", "9.0", "9.0a", "10.0",
      "10.0a", "10.0f", "10.3", "10.3a", "10.3f", "12.0", "12.0a", "12.0f", "12.1", "12.1a",
      "12.1f",
    ]
    cudaVersions = ["12.6", "12.8", "12.9", "13.0", "13.1", "13.2", "13.3"]
    defaultCUDA = "12.9"
    rocmTargets = [
      "gfx900", "gfx906", "gfx908", "gfx90a", "gfx942", "gfx950", "gfx1010", "gfx1030", "gfx1100",
      "gfx1101", "gfx1102", "gfx1103", "gfx1150", "gfx1151", "gfx1200", "gfx1201",
    ]
  }

  /// The last kernel that ZFS 2.4 of nixpkgs supports.
  package static let newestKernelForZFS = "7.0"

  /// Kernels that are maintained upstream for years and so in every release here.
  private static let longTerm = ["5.10", "5.15", "6.1", "6.6", "6.12"]
  private static let current = Dialect(
    nvidiaBranch: true, llamaSettings: true, llamaNeedsModel: false, unfreeNames: true,
    swapAddress: true)

  /// The releases that plans are made for, newest last.
  package static let all = [
    Release(
      name: "25.11", version: "25.11", url: "github:NixOS/nixpkgs/nixos-25.11",
      defaultKernel: "6.12", kernels: longTerm,
      dialect: Dialect(
        nvidiaBranch: false, llamaSettings: false, llamaNeedsModel: true, unfreeNames: false,
        swapAddress: false)),
    Release(
      name: "26.05", version: "26.05", url: "github:NixOS/nixpkgs/nixos-26.05",
      defaultKernel: "6.18", kernels: longTerm + ["6.18"],
      dialect: Dialect(
        nvidiaBranch: true, llamaSettings: false, llamaNeedsModel: false, unfreeNames: false,
        swapAddress: false)),
    Release(
      name: "26.11", version: "26.11", url: "github:NixOS/nixpkgs/nixos-26.11",
      defaultKernel: "6.18", kernels: longTerm + ["6.18", "7.0", "7.1"], dialect: current),
    Release(
      name: "unstable", version: "26.11", url: "github:NixOS/nixpkgs/nixos-unstable",
      defaultKernel: "6.18", kernels: longTerm + ["6.18", "7.0", "7.1"], dialect: current),
  ]

  /// Whether the embedded facts are those of this release; of older ones only what `Dialect` lists
  /// was compared.
  package var hasFacts: Bool { version == Self.standard.version }

  /// The release that the embedded facts describe.
  package static let standard = all[all.count - 1]

  /// Whether it is a release, not the branch that becomes one.
  package var isStable: Bool { name != "unstable" }

  package static func named(_ name: String) -> Release? { all.first { $0.name == name } }

  /// A number that grows with releases, for `YY.05` and `YY.11`; nil for anything else.
  package static func order(of version: String) -> Int? {
    let parts = version.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 2, let year = Int(parts[0]),
      parts[1] == "05" || parts[1] == "11"
    else { return nil }
    return year * 2 + (parts[1] == "11" ? 1 : 0)
  }
}

/// A version of Linux or CUDA as far as it decides something: major and minor.
package struct KernelVersion: Sendable, Hashable, Comparable {
  package let major: Int
  package let minor: Int

  /// Reads the beginning of `6.18.21` or `6.18`.
  package init?(_ text: String) {
    let parts = text.split(separator: ".")
    guard parts.count >= 2, let major = Int(parts[0]),
      let minor = Int(parts[1].prefix { $0.isASCII && $0.isNumber })
    else { return nil }
    self.major = major
    self.minor = minor
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
