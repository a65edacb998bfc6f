import NixStore
import Testing

@Suite struct NarHasherTests {
  /// A tree in memory.
  struct Tree: NarSource {
    var nodes: [String: NarNode]

    func narNode(at path: [UInt8]) throws -> NarNode {
      try #require(nodes[String(decoding: path, as: UTF8.self)])
    }

    func narEntries(in path: [UInt8]) throws -> [(name: [UInt8], kind: NarKind)] {
      let folder = String(decoding: path, as: UTF8.self) + "/"
      return nodes.filter {
        $0.key.hasPrefix(folder) && !$0.key.dropFirst(folder.count).contains("/")
      }.map { path, node in
        let kind: NarKind =
          switch node {
          case .regular: .regular
          case .directory: .directory
          case .symlink: .symlink
          case .other: .other
          }
        return (Array(path.dropFirst(folder.count).utf8), kind)
      }.sorted { $0.name.precedes($1.name) }
    }

    func checkProgress() {}

    mutating func add(_ path: String, _ content: String, executable: Bool = false) {
      nodes[path] = .regular(Array(content.utf8), isExecutable: executable)
    }
  }

  static let tree: Tree = {
    var tree = Tree(nodes: [:])
    for folder in ["/t", "/t/sub", "/t/sub/empty", "/t/with space"] {
      tree.nodes[folder] = .directory
    }
    tree.nodes["/t/link"] = .symlink(target: Array("a.txt".utf8))
    tree.add("/t/a.txt", "hello\n")
    tree.add("/t/run", "#!/bin/sh\n", executable: true)
    tree.add("/t/sub/zero", "")
    tree.add("/t/sub/big", String(repeating: "x", count: 100_000))
    tree.add("/t/sub/A", "a\n")
    tree.add("/t/sub/a", "b\n")
    tree.add("/t/sub/a.b", "c\n")
    tree.add("/t/sub/a-b", "d\n")
    return tree
  }()

  /// The digest that `nix hash path` gives for the same tree.
  @Test func aTreeHasTheDigestOfNix() throws {
    let digest = try NarHasher.digest(of: Array("/t".utf8), in: Self.tree)
    #expect(
      digest.encoded(.sri)
        == Array("sha256-eY9XUSKGI1KwaotOB5UEX559ROmC+cLIStFR1t0CBFQ=".utf8))
    let path = try StorePath.fixedOutput(
      name: Array("x".utf8), digest: digest, isRecursive: true)
    #expect(path.bytes == Array("/nix/store/c3pasz3na9650f03x4xczz52hgsxpdq0-x".utf8))
  }

  /// The path that `builtins.filterSource` gives.
  @Test func aFilterLeavesOut() throws {
    let digest = try NarHasher.digest(of: Array("/t".utf8), in: Self.tree) { path, _ in
      path != Array("/t/sub".utf8)
    }
    let path = try StorePath.fixedOutput(
      name: Array("tree".utf8), digest: digest, isRecursive: true)
    #expect(path.bytes == Array("/nix/store/w16c3axj9y0r9yqv9r4l3h3lww8klq0g-tree".utf8))
  }

  /// The path that `builtins.path` gives with `recursive = false`.
  @Test func aFlatFileIsHashedAsItIs() throws {
    let path = try StorePath.fixedOutput(
      name: Array("run".utf8), digest: Digest(.sha256, of: Array("#!/bin/sh\n".utf8)),
      isRecursive: false)
    #expect(path.bytes == Array("/nix/store/9q533j0pd00jvfqqlclqnnnjf8dsxjgk-run".utf8))
  }

  @Test func whatTheStoreCannotHoldIsAnError() throws {
    let tree = Tree(nodes: ["/t": .directory, "/t/socket": .other])
    let error = #expect(throws: StoreError.self) {
      try NarHasher.digest(of: Array("/t".utf8), in: tree)
    }
    #expect(error?.message == "file '/t/socket' has an unsupported type")
  }

  @Test func endlessDepthIsAnError() {
    struct Endless: NarSource {
      func narNode(at path: [UInt8]) -> NarNode { .directory }
      func narEntries(in path: [UInt8]) -> [(name: [UInt8], kind: NarKind)] {
        [([UInt8(ascii: "d")], .directory)]
      }
      func checkProgress() {}
    }
    #expect(throws: StoreError.self) {
      try NarHasher.digest(of: Array("/t".utf8), in: Endless())
    }
  }
}
