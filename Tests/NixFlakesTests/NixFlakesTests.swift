import NixFlakes
import NixLanguage
import SourceText
import Testing

@Suite struct FlakeFileTests {
  static func read(_ text: String) -> (FlakeFile?, [Diagnostic]) {
    FlakeFile.read(Parser.parse(SourceFile(name: "flake.nix", text: text)).tree)
  }

  /// The codes of everything wrong with a flake.nix.
  static func codes(_ text: String) -> [String] {
    let (file, problems) = read(text)
    return (problems + (file.map { FlakeRules($0).diagnostics() } ?? [])).map(\.code)
  }

  @Test func inputsAreReadHoweverTheyAreWritten() throws {
    let (file, problems) = Self.read(
      """
      {
        description = "x";
        inputs = {
          nixpkgs.url = "github:NixOS/nixpkgs";
          a = { type = "github"; owner = "o"; repo = "r"; flake = false; };
        };
        inputs.b.follows = "a";
        inputs.c.inputs.nixpkgs.follows = "nixpkgs";
        inputs.c.url = "path:./c";
        outputs = inputs: { };
      }
      """)
    #expect(problems.isEmpty)
    let flake = try #require(file)
    #expect(flake.inputs.map(\.name) == ["nixpkgs", "a", "b", "c"])
    #expect(flake.inputs[1].owner == "o")
    #expect(!flake.inputs[1].isFlake)
    #expect(flake.inputs[2].follows == "a")
    #expect(flake.inputs[3].inputs.first?.follows == "nixpkgs")
    #expect(flake.arguments == nil)
  }

  @Test(arguments: [
    ("{ outputs = { self }: { }; }", []),
    ("let x = 1; in { outputs = _: { }; }", ["flake-not-a-set"]),
    ("{ }", ["no-outputs"]),
    ("{ outputs = { }; }", ["outputs-not-a-function"]),
    ("rec { outputs = { self }: { }; }", []),
    ("{ outputs = ({ self }: { }); }", []),
    // Nix takes no function but one that is written there.
    ("{ outputs = import ./outputs.nix; }", ["outputs-not-a-function"]),
    ("{ output = _: { }; outputs = _: { }; }", ["unknown-flake-attribute"]),
    ("{ inputs.a.url = \"x\" + \"y\"; outputs = _: { }; }", ["computed-input"]),
    ("{ inputs.a.url = \"github:${\"o\"}/r\"; outputs = _: { }; }", ["computed-input"]),
    ("{ inputs.a.follows = \"b\"; outputs = _: { }; }", ["follows-missing-input"]),
    ("{ inputs.a.follows = \"b/c\"; inputs.b.url = \"x\"; outputs = _: { }; }", []),
    ("{ inputs.a.url = \"x\"; outputs = { self }: { }; }", ["unexpected-input"]),
    ("{ outputs = { nixpkgs, ... }: { }; }", []),
    ("{ outputs = { self, strange }: { }; }", ["undeclared-input"]),
    ("{ outputs = { self, strange ? 1 }: { }; }", []),
    (
      "{ inputs.nixpkgs.url = \"nixpkgs\"; inputs.hm.url = \"github:nix-community/home-manager\"; "
        + "outputs = _: { }; }", ["missing-follows"]
    ),
    ("{ nixConfig.extra-substituters = [ ]; outputs = _: { }; }", ["nix-config"]),
    ("{ description = 42; outputs = _: { }; }", ["wrong-flake-value"]),
    ("{ description = \"a\" + \"b\"; outputs = _: { }; }", ["computed-input"]),
    ("{ description = (''a''); outputs = _: { }; }", []),
    ("{ edition = 2021; outputs = _: { }; }", ["unknown-flake-attribute"]),
    ("{ nixConfig = \"x\"; outputs = _: { }; }", ["wrong-flake-value"]),
    ("{ nixConfig.a.b = \"x\"; outputs = _: { }; }", ["wrong-flake-value"]),
    ("{ nixConfig.a = [ \"x\" ]; outputs = _: { }; }", []),
    ("{ inputs.a = \"github:o/r\"; outputs = _: { }; }", ["wrong-flake-value"]),
    ("{ inputs.a = rec { url = \"github:o/r\"; }; outputs = _: { }; }", []),
    ("{ inputs.a.url = 5; outputs = _: { }; }", ["wrong-flake-value"]),
    ("{ inputs.a.url = ./a; outputs = _: { }; }", []),
    ("{ inputs.a.ulr = \"github:o/r\"; outputs = _: { }; }", ["unknown-input-attribute"]),
    ("{ inputs.self.submodules = true; outputs = { self }: { }; }", []),
    (
      "{ inputs.a.follows = \"b\"; inputs.b.follows = \"a\"; outputs = _: { }; }", ["follows-cycle"]
    ),
    (
      "{ inputs.a.url = \"github:o/r\"; inputs.a.inputs.b.follows = \"c/b\"; "
        + "inputs.c.follows = \"a\"; outputs = _: { }; }", ["follows-cycle"]
    ),
  ])
  func rules(text: String, expected: [String]) {
    #expect(Self.codes(text) == expected)
  }
}

@Suite struct InputURLTests {
  /// What Nix reads, whether or not something answers there.
  @Test(arguments: [
    "nixpkgs", "nixpkgs/nixos-unstable", "flake:nixpkgs", "./a", "../a", "/a", "path:./a",
    "github:o/r", "github:o/r/branch/part", "github:o/r?dir=x", "gitlab:o/r", "sourcehut:~o/r",
    "https://x.org/y.tar.gz", "http://x.org/y", "file:///x", "git+https://x.org/y?ref=main",
    "git+ssh://git@x.org/y", "git+file:///x", "git://x.org/y", "hg+https://x.org/y",
    "tarball+https://x.org/y", "file+https://x.org/y", "git+ssh://git@x.org:22/y",
  ])
  func sourcesAreTaken(url: String) {
    #expect(FlakeFileTests.codes(Self.flake(url)) == [])
  }

  @Test(arguments: [
    "githb:o/r", "GitHub:o/r", "bitbucket:o/r", "indirect:nixpkgs", "ssh://git@x.org/y",
    "svn+https://x.org/y", "channel:nixos", "git@github.com:o/r", "github:o", "github:o/",
    "github:o/r#x",
  ])
  func othersAreNot(url: String) {
    #expect(FlakeFileTests.codes(Self.flake(url)) == ["unsupported-source"])
  }

  private static func flake(_ url: String) -> String {
    "{ inputs.a.url = \"\(url)\"; outputs = _: { }; }"
  }
}

@Suite struct FlakeLockTests {
  static let text = """
    { "version": 7, "root": "root", "nodes": {
      "root": { "inputs": { "a": "a_2", "b": ["a", "c"], "loop": ["loop"] } },
      "a_2": { "inputs": { "c": "c" },
        "locked": { "type": "github", "rev": "12", "narHash": "sha256-HASH" } },
      "c": { "flake": false } } }
    """

  @Test func pathsAndFollowsLeadToNodes() throws {
    let lock = try FlakeLock.read(SourceFile(name: "flake.lock", text: Self.text)).get()
    #expect(lock.resolve(["a"]) == "a_2")
    #expect(lock.resolve(["a", "c"]) == "c")
    #expect(lock.resolve(["b"]) == "c")
    #expect(lock.resolve(["loop"]) == nil)
    #expect(lock.resolve(["x"]) == nil)
    #expect(lock.nodes["a_2"]?.revision == "12")
    #expect(lock.nodes["c"]?.isFlake == false)
  }

  @Test(arguments: [
    "{", "[]", "{ \"version\": 3 }", "{ \"version\": 7, \"root\": \"r\", \"nodes\": {} }",
  ])
  func otherTextsAreNoLocks(text: String) {
    #expect(throws: (any Error).self) {
      _ = try FlakeLock.read(SourceFile(name: "flake.lock", text: text)).get()
    }
  }

  /// The path that Nix computes for a source with this hash.
  @Test func sourcesHaveTheStorePathOfTheirHash() {
    #expect(FlakeLock.storePath(narHash: "md5-x") == nil)
    let path = FlakeLock.storePath(narHash: "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    #expect(path?.hasPrefix("/nix/store/") == true)
    #expect(path?.hasSuffix("-source") == true)
  }
}

@Suite struct NixpkgsSourceTests {
  @Test func theFirstThatIsThereIsTaken() {
    func found(_ present: String, given: String? = nil, nixPath: String? = nil) -> NixpkgsSource? {
      NixpkgsSource.find(given: given, nixPath: nixPath) {
        $0 == present + "/nixos/lib/eval-config.nix"
      }
    }
    #expect(found("/a", given: "/a")?.origin == .given)
    #expect(found("/b", nixPath: "x=/a:nixpkgs=/b")?.origin == .searchPath)
    #expect(
      found("/nix/var/nix/profiles/per-user/root/channels/nixos")?.origin == .channel)
    #expect(found("/nowhere") == nil)
  }
}
