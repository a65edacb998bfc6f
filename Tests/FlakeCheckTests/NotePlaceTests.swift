import FlakeCheck
import HostModel
import SourceText
import TestSupport
import Testing

/// Places that a finding tells besides its own: what to look at is often not where it fails.
@Suite struct NotePlaceTests {
  private static let machine = """
    {
      boot.loader.systemd-boot.enable = true;
      fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
      nixpkgs.hostPlatform = "x86_64-linux";
      system.stateVersion = "26.05";
    }
    """

  private func flake(_ modules: String) -> String {
    """
    {
      inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
      outputs = { nixpkgs, ... }:
        let
          card = import nixpkgs {
            system = "x86_64-linux";
            config = { cudaSupport = true; };
          };
        in
        {
          nixosConfigurations.box = nixpkgs.lib.nixosSystem {
            specialArgs = { inherit card; };
            modules = [ ./machine.nix \(modules) ];
          };
        };
    }
    """
  }

  /// The one error of a tree: its place, and those of its notes.
  private func places(
    modules: String, _ files: [String: String], code: String
  ) -> (place: String?, notes: [String]) {
    var tree = RenderedTree()
    let own = ["flake.nix": flake(modules), "machine.nix": Self.machine]
    for (path, text) in own.merging(files, uniquingKeysWith: { $1 }) {
      tree[path] = RenderedTree.File(bytes: Array(text.utf8))
    }
    let errors = FlakeChecker().check(tree).findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == [code], "\(errors)")
    func line(_ location: SourceText.SourceLocation?) -> String? {
      location.map { "\($0.file.name):\($0.position.line)" }
    }
    let notes = errors.first?.notes.compactMap { line($0.location) } ?? []
    return (line(errors.first?.location), notes)
  }

  /// An assertion of one's own module tells of what sets the options that it, and its condition, read.
  @Test func whatAnAssertionReads() {
    let lab = """
      { config, lib, ... }:
      let cfg = config.services.lab; in
      {
        options.services.lab.enable = lib.mkEnableOption "lab";
        options.services.lab.port = lib.mkOption { type = lib.types.int; default = 0; };
        config = lib.mkIf cfg.enable {
          assertions = [ { assertion = cfg.port > 0; message = "no port"; } ];
        };
      }
      """
    let use = "{\n  services.lab.enable = true;\n}"
    let (place, notes) = places(
      modules: "./lab.nix ./use.nix", ["lab.nix": lab, "use.nix": use], code: "failed-assertion")
    #expect(place == "lab.nix:7")
    #expect(notes == ["use.nix:2"])
  }

  /// What an option makes of its value is told with the value, though another option asks for it.
  @Test func whatIsApplied() {
    let level = """
      { config, lib, ... }:
      {
        options.lab.level = lib.mkOption { apply = name: { low = 1; high = 7; }.${name}; };
        config.boot.consoleLogLevel = config.lab.level;
      }
      """
    let (place, notes) = places(
      modules: "./level.nix ./use.nix",
      ["level.nix": level, "use.nix": "{\n  lab.level = \"medium\";\n}"], code: "missing-attribute")
    #expect(place == "level.nix:3")
    #expect(notes.contains("use.nix:2"))
  }

  /// A module that is written in a list has no file that the message could name.
  @Test func whatIsDefinedInAList() {
    let (place, notes) = places(
      modules: "{ nixpkgs.hostPlatform = \"aarch64-linux\"; }", [:], code: "conflicting-definitions"
    )
    #expect(Set([place].compactMap { $0 } + notes) == ["machine.nix:4", "flake.nix:13"])
  }

  /// A package from another set is allowed where that set is made.
  @Test func whatAllowsPackages() {
    let use = """
      { card, ... }:
      {
        nixpkgs.config.allowUnfree = true;
        services.llama-cpp = { enable = true; package = card.llama-cpp; };
        hardware.graphics.enable = true;
      }
      """
    let (place, notes) = places(modules: "./use.nix", ["use.nix": use], code: "unfree-not-allowed")
    #expect(place == "use.nix:4")
    #expect(notes.contains("flake.nix:7"))
  }
}
