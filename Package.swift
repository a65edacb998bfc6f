// swift-tools-version: 6.2
import PackageDescription

/// `make test` accepts no warning; people with another compiler than ours may still build.
let warningsAreErrors = Context.environment["NIXWIZ_WARNINGS_AS_ERRORS"] != nil

/// Swift settings of every target: Swift 6 concurrency, and imports that stay inside the module
/// that writes them, so that the arrows of ARCHITECTURE.md are the arrows of the compiler.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

/// One library target: its name and what it may import. Nothing else may be imported
/// (`--explicit-target-dependency-import-check error` in the Makefile).
func module(
  _ name: String, imports: [Target.Dependency] = [], exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: imports, exclude: exclude, resources: resources,
    swiftSettings: settings)
}

/// One suite of tests for the target of the same name. `data` are its folders of cases, which the
/// tests read in place.
func suite(
  _ name: String, imports: [Target.Dependency] = [], data: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + imports,
    exclude: data, swiftSettings: settings)
}

/// The files of `Templates/`, without their ending; a leading _ marks a partial.
let templates: [String] = [
  "_arguments.nix",
  "_disko-content.nix",
  "_disko-file-system.nix",
  "_llama-cpp-arguments.nix",
  "_llama-cpp-flags.nix",
  "_llama-cpp.nix",
  "_network-manager-family.nix",
  "backups.nix",
  "boot.nix",
  "desktop.nix",
  "drift.nix",
  "flake.nix",
  "graphics.nix",
  "home.nix",
  "home.user.nix",
  "host.default.nix",
  "host.disko.nix",
  "host.hardware.nix",
  "llama-cpp.nix",
  "locale.nix",
  "modules.default.nix",
  "network.nix",
  "nix.nix",
  "ollama.nix",
  "open-webui.nix",
  "overlay.llama-cpp.nix",
  "secrets.nix",
  "services.nix",
  "system.nix",
  "upgrades.nix",
  "users.nix",
  "virtualisation.nix",
]

let package = Package(
  name: "nixwiz",
  products: [.executable(name: "nixwiz", targets: ["nixwiz"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C libraries: a module map and a header of static inline shims each.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CPci", providers: [.apt(["libpci-dev"])]),
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
    .systemLibrary(name: "CLinux"),
    // What a screen needs of Linux; embeds terminfo entries with C23 #embed.
    .target(name: "CTerminal", cSettings: [.unsafeFlags(["-std=c23"])]),
    // Facts, embedded with C23 #embed.
    .target(
      name: "CFacts", exclude: ["devices", "gpus", "nixpkgs-26.11pre", "regions"],
      cSettings: [.unsafeFlags(["-std=c23"])]
    ),

    // Text and languages.
    module("SourceText"),
    module("TextFormats", imports: ["SourceText"]),
    module("NixLanguage", imports: ["SourceText"]),

    // The evaluator.
    module("NixStore", imports: ["CNettle"]),
    module(
      "NixEval", imports: ["NixLanguage", "NixStore", "TextFormats", "SourceText", "CLinux"]),
    module(
      "NixFlakes", imports: ["NixEval", "NixLanguage", "NixStore", "TextFormats", "SourceText"]),

    // The pipeline of values.
    module("HostModel", imports: ["SourceText", "NixLanguage", "TextFormats", "CFacts"]),
    module("HardwareProbe", imports: ["HostModel", "TextFormats", "SourceText", "CPci", "CFacts"]),
    module(
      "FlakeTemplates", imports: ["HostModel", "NixLanguage", "SourceText"],
      resources: templates.map { .embedInCode("../../Templates/\($0).mustache") }),
    module(
      "FlakeCheck",
      imports: [
        "HostModel", "NixFlakes", "NixEval", "NixLanguage", "TextFormats", "SourceText", "CFacts",
      ], exclude: ["StandIn"]),
    module(
      "TreeWriter", imports: ["HostModel", "NixStore", "TextFormats", "SourceText", "CLinux"]),

    // Front ends.
    module("WizardUI", imports: ["HostModel", "SourceText", "CNcurses", "CTerminal", "CCrypt"]),
    module(
      "NixwizCommands",
      imports: [
        "WizardUI", "TreeWriter", "FlakeCheck", "FlakeTemplates", "HardwareProbe", "HostModel",
        "NixFlakes", "NixEval", "NixStore", "NixLanguage", "TextFormats", "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "nixwiz", dependencies: ["NixwizCommands"], swiftSettings: settings),

    // Tests.
    .target(
      name: "TestSupport", dependencies: ["SourceText"], path: "Tests/TestSupport",
      swiftSettings: settings),
    suite("SourceText"),
    suite("TextFormats", imports: ["SourceText"], data: ["json", "toml"]),
    suite("NixLanguage", imports: ["SourceText"]),
    suite("NixStore", data: ["drv"]),
    suite(
      "NixEval", imports: ["NixLanguage", "NixStore", "SourceText", "TextFormats"],
      data: ["builtins", "cancel", "lang", "remembered", "exchanged"]),
    suite("NixFlakes", imports: ["NixLanguage", "SourceText"]),
    suite("HostModel", imports: ["SourceText", "NixLanguage", "TextFormats"]),
    suite("HardwareProbe", imports: ["HostModel", "SourceText", "TextFormats"]),
    suite(
      "FlakeTemplates",
      imports: [
        "FlakeCheck", "HardwareProbe", "HostModel", "NixLanguage", "SourceText", "TextFormats",
      ]),
    suite("FlakeCheck", imports: ["CFacts", "HostModel", "SourceText", "TextFormats"]),
    suite("TreeWriter", imports: ["HostModel", "SourceText"]),
    suite("WizardUI", imports: ["HostModel", "SourceText", "CNcurses"]),
    suite(
      "NixwizCommands",
      imports: [
        .target(name: "nixwiz"),
        "HostModel", "HardwareProbe", "FlakeTemplates", "FlakeCheck", "TreeWriter", "SourceText",
        "TextFormats",
      ], data: ["traces"]),
  ]
)
