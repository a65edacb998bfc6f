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

  private init(name: String, url: String) {
    self.name = name
    self.url = url
    version = "26.11"
    defaultKernel = "6.18"
    kernels = ["5.10", "5.15", "6.1", "6.6", "6.12", "6.18", "7.0", "7.1"]
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

  /// The releases that plans are made for, newest last.
  package static let all = [
    Release(name: "26.11", url: "github:NixOS/nixpkgs/nixos-26.11"),
    Release(name: "unstable", url: "github:NixOS/nixpkgs/nixos-unstable"),
  ]

  /// The release that the embedded facts describe.
  package static let standard = all[all.count - 1]

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
