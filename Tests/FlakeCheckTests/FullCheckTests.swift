import FlakeCheck
import Glibc
import HostModel
import TestSupport
import Testing

/// Checks against a nixpkgs on the disk, here a very small one.
@Suite struct FullCheckTests {
  /// Nix names a system after the day of the newest file in its nixpkgs.
  @Test func theDateIsThatOfTheSource() {
    Fixture.withTemporaryFolder { folder in
      let nixpkgs = "\(folder)/nixpkgs"
      let flake = """
        {
          outputs = { self }: {
            lib.nixosSystem = _: {
              config.system.build.toplevel.drvPath =
                "/nix/store/system-${self.lastModifiedDate}-${self.shortRev or "dirty"}"
                + (if builtins.hasContext "${self}" then ".drv" else "");
            };
          };
        }
        """
      Fixture.write(Array(flake.utf8), to: "\(nixpkgs)/flake.nix")
      Fixture.write([], to: "\(nixpkgs)/lib/newest")
      // The billionth second, and one before it.
      for (path, seconds) in [("flake.nix", 999_999_999), ("lib/newest", 1_000_000_000)] {
        set(time: seconds, of: "\(nixpkgs)/\(path)")
      }
      for path in ["lib", ""] { set(time: 999_999_999, of: "\(nixpkgs)/\(path)") }

      var options = FlakeChecker.Options()
      options.nixpkgs = nixpkgs
      let (tree, _) = TreeLoader.load("\(Golden.root)/Checks/healthy")
      let report = FlakeChecker().check(tree, options: options)
      #expect(report.depth == .full)
      #expect(!report.hosts.isEmpty)
      for host in report.hosts {
        #expect(host.toplevel == "/nix/store/system-20010909014640-dirty.drv")
      }
    }
  }

  /// A system with an editor as it is, a server that an overlay changed, and a driver that is not free.
  private static let system = """
    { outputs = { self }: { lib.nixosSystem = _: let
        pkgs = import ./. {
          system = "x86_64-linux";
          overlays = [ (final: prev: { server = prev.server.override [ final.gcc13 final.toolkit ]; }) ];
        };
        all = with pkgs; [ editor server driver ];
      in {
        inherit pkgs;
        config = {
          system.build.toplevel = derivation {
            name = "system"; system = "x86_64-linux"; builder = "/bin/sh"; args = all;
          };
          environment.systemPackages = all;
          fonts.packages = [ ];
          hardware.graphics.extraPackages = [ ];
          nixpkgs.overlays = [ (final: prev: { server = 1; }) ];
          nix.settings.substituters = [ "https://cache.nixos.org/" "https://other.example" ];
        };
      };
    }; }
    """

  private static let packages = """
    { system, config ? { }, overlays ? [ ] }:
    let
      make = name: inputs: {
        inherit name;
        pname = builtins.head (builtins.match "(.*)-[0-9]" name);
        override = make name;
      } // derivation { inherit name system; builder = "/bin/sh"; args = inputs; };
      stock = rec {
        path = ./.;
        stdenv.hostPlatform = { inherit system; };
        compiler = make "compiler-1" [ ];
        gcc13 = make "gcc13-1" [ compiler ];
        editor = make "editor-1" [ compiler ];
        server = make "server-1" [ compiler ];
        download = derivation {
          name = "download"; builder = "builtin:fetchurl"; system = "builtin";
          outputHashMode = "flat"; outputHashAlgo = "sha256";
          outputHash = builtins.hashString "sha256" "";
        };
        toolkit = make "libtool-2" [ download compiler ];
        driver = make "driver-3" [ compiler ] // { meta.unfree = true; };
      };
      final = builtins.foldl' (packages: overlay: packages // overlay final packages) stock overlays;
    in final
    """

  @Test func `the cost is what a stock instance of the same nixpkgs has not`() throws {
    try Fixture.withTemporaryFolder { folder in
      Fixture.write(Array(Self.system.utf8), to: "\(folder)/flake.nix")
      Fixture.write(Array(Self.packages.utf8), to: "\(folder)/default.nix")
      var options = FlakeChecker.Options()
      options.nixpkgs = folder
      let (tree, _) = TreeLoader.load("\(Golden.root)/Checks/healthy")
      let report = FlakeChecker().check(tree, options: options)
      let cost = try #require(report.hosts.first?.cost, "\(report.findings)")
      // The system itself, editor, server, driver, gcc13, toolkit, its download, and the compiler.
      #expect(cost.derivations == 8)
      // The server, the toolkit and the driver: the stock instance has gcc13, and the download is none.
      #expect(cost.uncached == 3)
      #expect(cost.changed == ["server-1"])
      #expect(cost.unfree == ["driver-3"])
      #expect(cost.caches == ["https://other.example"])
      #expect(
        cost.words == """
          about 3 of 8 derivations are in no public cache
            compiled here: server-1, unless https://other.example has it
            downloaded from their makers and packed here: driver-3
            an estimate: compared with this nixpkgs without overlays and settings
          """)
    }
  }

  /// A system that is named after its host, and has one package, of which overlays tell the version.
  private static let versioned = [
    "flake.nix": """
    { outputs = { self }: { lib.nixosSystem = { modules, ... }: let
        host = import (builtins.head modules);
        pkgs = import ./pkgs/top-level { inherit (host) overlays; };
      in {
        config.system.build.toplevel.drvPath = "/nix/store/${host.name}-${pkgs.version}";
      };
    }; }
    """,
    "pkgs/top-level/default.nix": """
    { overlays }: builtins.foldl' (pkgs: overlay: pkgs // overlay pkgs pkgs) { version = "0"; } overlays
    """,
  ]

  /// A session takes the package set of an earlier check only where nothing that it was made from changed.
  @Test func aSessionSharesNoOtherPackageSet() {
    Fixture.withTemporaryFolder { folder in
      for (path, text) in Self.versioned {
        Fixture.write(Array(text.utf8), to: "\(folder)/\(path)")
      }
      var options = FlakeChecker.Options()
      options.nixpkgs = folder
      func tree(name: String, overlay: String, data: String = "") -> RenderedTree {
        let flake = """
          {
            inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
            outputs = { self, nixpkgs }: {
              nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./host.nix ]; };
            };
          }
          """
        let files = [
          "flake.nix": flake, "overlays.nix": "[ (\(overlay)) ]", "data": data,
          "host.nix": "{ name = \"\(name)\"; overlays = import ./overlays.nix; }",
        ]
        var tree = RenderedTree()
        for (path, text) in files { tree[path] = RenderedTree.File(bytes: Array(text.utf8)) }
        return tree
      }
      let counted = "final: prev: { version = prev.version + \"1\"; }"
      let read = "final: prev: { version = builtins.readFile ./data; }"
      let session = FlakeChecker.Session()
      for (tree, version) in [
        (tree(name: "a", overlay: counted), "a-01"), (tree(name: "b", overlay: counted), "b-01"),
        (tree(name: "b", overlay: read, data: "2"), "b-2"),
        (tree(name: "b", overlay: read, data: "3"), "b-3"),
        (tree(name: "c", overlay: counted), "c-01"),
      ] {
        let report = session.check(tree, options: options)
        #expect(report.hosts.map(\.toplevel) == ["/nix/store/" + version], "\(report.findings)")
      }
    }
  }

  private func set(time seconds: Int, of path: String) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }
}
