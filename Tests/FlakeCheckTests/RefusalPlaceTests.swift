import FlakeCheck
import HostModel
import SourceText
import TestSupport
import Testing

/// Where in the user's files a refusal of NixOS is shown that has no place of its own there; with a very
/// small NixOS, which the facts know more options than.
@Suite struct RefusalPlaceTests {
  private static let nixpkgs = [
    "flake.nix": "{ outputs = { self }: { lib.nixosSystem = import ./nixos/system.nix; }; }",
    "nixos/system.nix": """
    { modules, ... }: let
      merge = a: b: if builtins.isAttrs a && builtins.isAttrs b
        then a // builtins.mapAttrs (name: value: if a ? ${name} then merge a.${name} value else value) b
        else b;
      all = builtins.foldl' merge { };
      user = all (map (m: let f = import m; in if builtins.isFunction f then f { lib.mkMerge = builtins.concatLists; } else f) modules);
      parts = map (part: part user) [ (import ./modules/podman.nix) (import ./modules/boot.nix) ];
      assertions = builtins.concatMap (part: part.assertions) parts ++ user.assertions or [ ];
      failed = builtins.filter (a: !a.assertion) assertions;
    in {
      options = all (map (part: part.options) parts);
      config = user // {
        inherit assertions;
        system.build.toplevel.drvPath =
          if failed != [ ] then
            throw "\\nFailed assertions:\\n${builtins.concatStringsSep "\\n" (map (a: "- ${a.message}") failed)}"
          else if user ? boot && user.boot.loader.grub.enable && user.boot.loader.systemd-boot.enable then
            throw "The option `system.build.installBootLoader' is defined multiple times while it's expected to be unique.\\n- In `${toString ./modules/boot.nix}'"
          else if user ? services.openssh.enable then "/nix/store/remote.drv"
          else if user ? fonts && !(user ? time) then
            throw "no"
          else if builtins.attrNames user.users or { } == [ "motd" "users" ] then
            throw "Refusing to evaluate package 'coin-editor-2.1' in /pkgs/co/coin/package.nix:3 because it has an unfree license"
          else
            "/nix/store/system.drv";
      };
    }
    """,
    "nixos/modules/podman.nix": """
    config: {
      options.virtualisation.podman = {
        enable = { _type = "option"; declarations = [ "${toString ./.}/podman.nix" ]; };
        dockerCompat = { _type = "option"; declarations = [ "${toString ./.}/podman.nix" ]; };
      };
      options.users.users = { _type = "option"; declarations = [ "${toString ./.}/users.nix" ]; };
      assertions = [
        { assertion = !(config.virtualisation.podman.dockerCompat or false);
          message = "Option dockerCompat conflicts with docker"; }
        { assertion = !(config.virtualisation.podman.enable or false);
          message = "It runs already"; }
        { assertion = !(config ? services.pipewire);
          message = "This requires `services.pulseaudio.enable` to be set to false"; }
        { assertion = !(config ? security.rtkit);
          message = "You must accept the terms by setting `security.acme.acceptTerms`"; }
        { assertion = !(config ? users.users.bob);
          message = "UIDs must be unique!"; }
        { assertion = !(config ? users.users.robot);
          message = "The following users have a primary group that is undefined: robot\\nHint: add it"; }
      ];
    }
    """,
    "nixos/modules/boot.nix": """
    config: {
      options.boot.loader = {
        grub.enable = { _type = "option"; declarations = [ "${toString ./.}/boot.nix" ]; };
        systemd-boot.enable = { _type = "option"; declarations = [ "${toString ./.}/other.nix" ]; };
      };
      assertions = [ ];
    }
    """,
  ]

  private static let flake = """
    {
      inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
      outputs = { nixpkgs, ... }: {
        nixosConfigurations.box = nixpkgs.lib.nixosSystem {
          modules = [ ./machine.nix ./more.nix ];
        };
      };
    }
    """
  private static let machine = """
    {
      nixpkgs.hostPlatform = "x86_64-linux";
      boot.loader.systemd-boot.enable = true;
      boot.loader.grub.enable = false;
      fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
      system.stateVersion = "26.05";
    }
    """

  private func report(more: String) -> CheckReport {
    Fixture.withTemporaryFolder { folder in
      for (path, text) in Self.nixpkgs {
        Fixture.write(Array(text.utf8), to: "\(folder)/\(path)")
      }
      var options = FlakeChecker.Options()
      options.nixpkgs = folder
      var tree = RenderedTree()
      for (path, text) in [
        "flake.nix": Self.flake, "machine.nix": Self.machine, "more.nix": more,
      ] {
        tree[path] = RenderedTree.File(bytes: Array(text.utf8))
      }
      return FlakeChecker().check(tree, options: options)
    }
  }

  @Test(arguments: [
    // The name in the message, though the option is not known by the module's own.
    ("{\n  virtualisation.podman = {\n    dockerCompat = true;\n  };\n}", "more.nix:3"),
    // No name at all: what the module of the assertion declares.
    ("{\n\n  virtualisation.podman.enable = true;\n}", "more.nix:3"),
    // The option that the message names.
    (
      "{\n  services.pipewire.enable = true;\n  services.pulseaudio.enable = true;\n}", "more.nix:3"
    ),
    // One that nobody sets: what has a part of its name in its own.
    (
      "{\n  security.rtkit.enable = true;\n  services.nginx.virtualHosts.a = {\n    enableACME = true;\n  };\n}",
      "more.nix:4"
    ),
    // Names that the user gave, and the one of them that the message says most of.
    (
      "{\n  users.users.kim.isNormalUser = true;\n  users.users.robot = {\n    isSystemUser = true; group = \"kim\"; };\n}",
      "more.nix:4"
    ),
    // The user's own.
    (
      "{\n  assertions = [\n    { assertion = 1 > 2; message = \"no\"; }\n  ];\n}", "more.nix:3"
    ),
    // An abbreviation, as options call it.
    (
      "{\n  users.users.ann.shell = \"x\";\n  users.users.bob.uid = 1;\n  users.users.cid.enable = true;\n}",
      "more.nix:3"
    ),
    // Nothing at all: the definition without which the system is accepted.
    ("{\n  imports = [ ];\n  fonts = { };\n  console = { };\n}", "more.nix:3"),
    // What the facts refuse without a place is looked for in the same way.
    ("{ lib, ... }:\n{\n  services.openssh = lib.mkMerge { enable = true; };\n}", "more.nix:3"),
    // A package, by the longest part of its name that is written somewhere.
    (
      "let coin = 1; in {\n  users.motd = coin;\n  users.users.x = { coin-editor = 1; };\n}",
      "more.nix:3"
    ),
    // The modules that a conflict is between.
    ("{ ... }:\n{\n  boot.loader.grub.enable = true;\n}", "more.nix:3"),
  ])
  func theUsersDefinitionIsShown(more: String, place: String) {
    let report = report(more: more)
    let errors = report.findings.filter { $0.severity == .error }
    #expect(!report.accepted)
    #expect(
      errors.contains { finding in
        finding.location.map { "\($0.file.name):\($0.position.line)" } == place
      }, "\(report.findings)")
  }

  @Test func whatIsAcceptedHasNoFindings() {
    let report = report(more: "{ }")
    #expect(report.depth == .full)
    #expect(report.accepted, "\(report.findings)")
  }
}
