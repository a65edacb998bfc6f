import NixStore
import TestSupport
import Testing

/// The files of `drv/` were written by Nix. The name of each holds the digest of its content and
/// of its references, and each output path the digest of the derivation and of all its inputs: the
/// files assert themselves. A new case is a new file, with the files it refers to.
@Suite struct DerivationTests {
  static let folder = "\(Golden.root)/NixStoreTests/drv"

  /// All derivations of the folder, inputs before those that use them.
  static func loaded() throws -> [(path: StorePath, text: [UInt8], derivation: Derivation)] {
    var waiting: [(path: StorePath, text: [UInt8], derivation: Derivation)] = []
    for name in Fixture.names(in: folder) {
      let text = try #require(Fixture.bytes(at: "\(folder)/\(name)"))
      let path = try StorePath(Array("/nix/store/\(name)".utf8))
      let base = Array(path.name.dropLast(".drv".utf8.count))
      waiting.append((path, text, try Derivation(text: text, name: base)))
    }
    var known: Set<StorePath> = []
    var ordered: [(path: StorePath, text: [UInt8], derivation: Derivation)] = []
    while !waiting.isEmpty {
      let ready = waiting.filter { $0.derivation.inputs.allSatisfy { known.contains($0.path) } }
      try #require(!ready.isEmpty, "a file refers to one that is not there")
      known.formUnion(ready.map(\.path))
      ordered += ready
      waiting.removeAll { known.contains($0.path) }
    }
    return ordered
  }

  @Test func textIsReadAndWrittenBack() throws {
    let all = try Self.loaded()
    #expect(all.count >= 15)
    for (_, text, derivation) in all { #expect(DerivationGraph().text(of: derivation) == text) }
  }

  @Test func outputPathsFollowFromTheInputs() throws {
    let graph = DerivationGraph()
    var computed = 0
    for (path, _, derivation) in try Self.loaded() {
      var blank = derivation
      for index in blank.outputs.indices {
        guard case .inputs = blank.outputs[index].address else { continue }
        blank.outputs[index].address = .deferred
        computed += 1
      }
      #expect(try graph.add(blank) == path)
      let node = try #require(graph.node(at: path))
      #expect(graph.outputs(of: node) == derivation.outputs)
    }
    #expect(computed >= 8)
  }

  /// Two ways to fetch the same file give the same outputs, and are not the same derivation.
  @Test func inputsOfTheSameContentAreOthers() throws {
    let graph = DerivationGraph()
    for (_, _, derivation) in try Self.loaded() { _ = try graph.add(derivation) }
    func user(_ name: String, of input: String) throws -> (StorePath, [Derivation.Output]) {
      let input = try #require(
        try Self.loaded().first { $0.path.hashPart.starts(with: input.utf8) })
      var user = Derivation(name: Array(name.utf8))
      user.inputs = [.init(input.path, outputs: [Array("out".utf8)])]
      user.outputs = [.init(Array("out".utf8), .deferred)]
      let path = try graph.add(user)
      return (path, graph.outputs(of: try #require(graph.node(at: path))))
    }
    let (first, second) = (try user("user", of: "az5iz477"), try user("user", of: "gbhjxrvp"))
    #expect(first.1 == second.1)
    #expect(first.0 != second.0)
    #expect(try user("user", of: "az5iz477").0 == first.0)
    let other = try user("other", of: "az5iz477")
    #expect(other.0 != first.0 && other.1 != first.1)
    #expect(other.0.name.elementsEqual("other.drv".utf8))
  }

  @Test func fixedPathsFollowFromTheDigest() throws {
    var count = 0
    for (_, _, derivation) in try Self.loaded() {
      guard case .fixed(let digest, let method, let path) = derivation.outputs[0].address else {
        continue
      }
      count += 1
      let computed = try StorePath.fixedOutput(
        name: derivation.name, digest: digest, isRecursive: method == .nar)
      #expect(computed == path)
    }
    #expect(count >= 5)
  }

  @Test func anUnknownPathStaysUnknownDownTheGraph() throws {
    let graph = DerivationGraph()
    for (_, _, derivation) in try Self.loaded() { _ = try graph.add(derivation) }
    let content = try #require(
      try Self.loaded().first { $0.derivation.name == Array("content".utf8) })
    var user = Derivation(name: Array("user".utf8))
    user.inputs = [.init(content.path, outputs: [Array("out".utf8)])]
    user.outputs = [.init(Array("out".utf8), .deferred)]
    let path = try graph.add(user)
    let node = try #require(graph.node(at: path))
    #expect(graph.outputs(of: node)[0].address.path == nil)
    #expect(
      Placeholder.downstream(output: Array("doc".utf8), of: content.path)
        == Array("/1i9h663fjvsi34782djgxd3yrk689cv54p7z2k2sqikix6111jiw".utf8))
  }

  @Test func closuresHoldEverythingReferredTo() throws {
    let graph = DerivationGraph()
    for (_, _, derivation) in try Self.loaded() { _ = try graph.add(derivation) }
    let top = try #require(try Self.loaded().first { $0.derivation.name == Array("top".utf8) })
    let names = graph.closure(of: top.path).map { String(decoding: $0.name, as: UTF8.self) }
    #expect(
      names.sorted() == [
        "builder.sh", "deep.drv", "flat.drv", "flat.drv", "md5.drv", "multi-1.0.drv", "nar.drv",
        "same-hash.drv", "sha1.drv", "sha512.drv", "structured.drv", "top.drv",
      ])
  }

  @Test(arguments: [
    "", "Derive(", "Derive([(\"out\",\"\",\"\")],[],[],\"\",\"\",[],[])", "derive([],[],[])",
    "Derive([],[],[],\"\",\"\",[],[]) ", "Derive([],[],[],\"\",\"\",[],[(\"a\",\"\\",
    "Derive([(\"out\",\"x\",\"\",\"\")],[],[],\"\",\"\",[],[])",
    "Derive([(\"out\",\"\",\"sha3\",\"\")],[],[],\"\",\"\",[],[])",
    "Derive([],[(\"/nix/store/596n7rrq8x8y4pyxvmnqn3ici7d494wi-x.drv\",[])],[],\"\",\"\",[],[])",
  ]) func malformedTextIsAnError(text: String) {
    #expect(throws: StoreError.self) {
      try Derivation(text: Array(text.utf8), name: Array("x".utf8))
    }
  }

  @Test func anUnknownInputIsAnError() throws {
    let path = try StorePath(Array("/nix/store/596n7rrq8x8y4pyxvmnqn3ici7d494wi-x.drv".utf8))
    var derivation = Derivation(name: Array("user".utf8))
    derivation.inputs = [.init(path, outputs: [Array("out".utf8)])]
    derivation.outputs = [.init(Array("out".utf8), .deferred)]
    #expect(throws: StoreError.self) { try DerivationGraph().add(derivation) }
  }
}
