// swift-tools-version: 6.2
import PackageDescription

/// Programs that measure; apart from the product's package so that it stays free of them. The
/// targets measured are links to the product's sources.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "benchmarks",
  targets: [
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .target(name: "SourceText", swiftSettings: settings),
    .target(name: "TextFormats", dependencies: ["SourceText"], swiftSettings: settings),
    .target(name: "NixLanguage", dependencies: ["SourceText"], swiftSettings: settings),
    .target(name: "NixStore", dependencies: ["CNettle"], swiftSettings: settings),
    .target(
      name: "NixEval", dependencies: ["NixLanguage", "NixStore", "TextFormats", "SourceText"],
      swiftSettings: settings),
    .executableTarget(
      name: "ParseBenchmark", dependencies: ["NixLanguage", "SourceText"], swiftSettings: settings),
    .executableTarget(
      name: "CancellationBenchmark", dependencies: ["NixEval"], swiftSettings: settings),
  ]
)
