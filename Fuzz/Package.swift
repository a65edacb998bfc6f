// swift-tools-version: 6.2
import PackageDescription

/// Programs that look for faults by chance; apart from the product's package so that it stays free of
/// them. The targets under test are links to the product's sources.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

let package = Package(
  name: "fuzz",
  targets: [
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CLinux"),
    module("SourceText"),
    module("TextFormats", imports: ["SourceText"]),
    module("NixLanguage", imports: ["SourceText"]),
    module("NixStore", imports: ["CNettle"]),
    module(
      "NixEval", imports: ["NixLanguage", "NixStore", "TextFormats", "SourceText", "CLinux"]),
    module(
      "NixFlakes", imports: ["NixEval", "NixLanguage", "NixStore", "TextFormats", "SourceText"]),
    .executableTarget(
      name: "DifferentialFuzz", dependencies: ["NixEval", "NixFlakes"], swiftSettings: settings),
  ]
)
