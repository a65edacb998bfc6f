// swift-tools-version: 6.2
import PackageDescription

/// Programs that measure; apart from the product's package so that it stays free of them. The
/// targets measured are links to the product's sources.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(
  _ name: String, imports: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: imports, exclude: exclude, swiftSettings: settings)
}

func program(_ name: String, imports: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: imports, swiftSettings: settings)
}

let package = Package(
  name: "benchmarks",
  targets: [
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(
      name: "CFacts", exclude: ["devices", "gpus", "nixpkgs-26.11pre", "regions"],
      cSettings: [.unsafeFlags(["-std=c23"])]),
    module("SourceText"),
    module("TextFormats", imports: ["SourceText"]),
    module("NixLanguage", imports: ["SourceText"]),
    module("NixStore", imports: ["CNettle"]),
    module(
      "NixEval", imports: ["NixLanguage", "NixStore", "TextFormats", "SourceText", "CLinux"]),
    module(
      "NixFlakes", imports: ["NixEval", "NixLanguage", "NixStore", "TextFormats", "SourceText"]),
    module("HostModel", imports: ["SourceText", "NixLanguage", "TextFormats", "CFacts"]),
    module(
      "FlakeCheck",
      imports: [
        "HostModel", "NixFlakes", "NixEval", "NixLanguage", "TextFormats", "SourceText", "CFacts",
      ], exclude: ["StandIn"]),
    program("ParseBenchmark", imports: ["NixLanguage", "SourceText"]),
    program("CheckBenchmark", imports: ["FlakeCheck", "HostModel", "SourceText"]),
    program("CancellationBenchmark", imports: ["NixEval"]),
  ]
)
