import CFacts
import FlakeCheck
import HostModel
import SourceText
import TestSupport
import Testing

@Suite struct FactTests {
  static let folder = Golden.root + "/../Sources/CFacts/nixpkgs-26.11pre"

  static func source() throws -> FactSource {
    var texts: [FactSource.Table: String] = [:]
    for table in FactSource.Table.allCases {
      texts[table] = Fixture.text(at: "\(folder)/\(table.fileName)")
    }
    return try FactSource(texts: texts)
  }

  /// `make update-golden` packs the tables anew after they were changed.
  @Test func theEmbeddedFactsAreThePackedTables() throws {
    let packed = FactPacker.pack(try Self.source())
    Golden.expect(packed, at: "../Sources/CFacts/nixpkgs-26.11pre/packed.bin")
  }

  @Test func nothingIsLostByPacking() throws {
    let source = try Self.source()
    let packed = FactPacker.pack(source)
    packed.withUnsafeBytes { bytes in
      #expect(PackedFacts(bytes)?.unpacked() == source)
    }
    #expect(source.rows[.options]?.count == 27_234)
    #expect(source.rows[.packages]?.count == 25_131)
  }

  @Test func otherBytesAreNoFacts() {
    for bytes: [UInt8] in [[], [1, 2, 3], Array("NWF1".utf8), Array(repeating: 0xff, count: 200)] {
      bytes.withUnsafeBytes { #expect(PackedFacts($0) == nil) }
    }
  }

  @Test func tablesWithOtherColumnsAreRefused() {
    #expect(throws: FactSource.Problem.self) {
      _ = try FactSource(texts: [.lib: "name\tmore\nx\ty\n"])
    }
  }

  @Test(arguments: [
    ("bool", OptionTypeText.type("bool", [])),
    ("nullOr(listOf(str))", .type("nullOr", [.type("listOf", [.type("str", [])])])),
    (#"enum("a","b,(\"",1)"#, .type("enum", [.text("a"), .text("b,(\""), .type("1", [])])),
  ])
  func typesAreRead(text: String, type: OptionTypeText) {
    #expect(OptionTypeText(text) == type)
  }

  @Test(arguments: ["nullOr(", "enum(\"a)", "a)b"])
  func brokenTypesAreNot(text: String) {
    #expect(OptionTypeText(text) == nil)
  }

  @Test func everyFileOfTheStandInIsEmbedded() throws {
    let root = Golden.root + "/../Sources/FlakeCheck/StandIn"
    func walk(_ folder: String) -> [String] {
      Fixture.names(in: "\(root)\(folder)").flatMap { name in
        name.hasSuffix(".nix") ? ["\(folder)/\(name)"] : walk("\(folder)/\(name)")
      }
    }
    var embedded: [String: Int] = [:]
    var index = 0
    while let file = nixwiz_stand_in(index)?.pointee {
      embedded["/" + String(cString: file.path)] = file.content.size
      index += 1
    }
    let files = walk("")
    #expect(Set(files) == Set(embedded.keys))
    for file in files { #expect(Fixture.bytes(at: root + file)?.count == embedded[file]) }
  }
}

/// Each folder of `Tests/Checks` is a flake; `expect` lists the findings, one a line:
/// `severity code file:line`, sorted, or the word `nothing`.
@Suite struct CheckTests {
  static let cases = Fixture.names(in: Golden.root + "/Checks")

  @Test(arguments: cases)
  func findings(name: String) {
    let (loaded, problems) = TreeLoader.load(Golden.root + "/Checks/" + name)
    #expect(problems.isEmpty)
    var tree = RenderedTree()
    for path in loaded.paths where path != "expect" { tree[path] = loaded[path] }
    let report = FlakeChecker().check(tree)
    var lines = report.findings.map { finding in
      let place = finding.location.map { "\($0.file.name):\($0.position.line)" } ?? "-"
      return "\(finding.severity.rawValue) \(finding.code) \(place)"
    }
    if lines.isEmpty { lines = ["nothing"] }
    Golden.expect(lines.joined(separator: "\n") + "\n", at: "Checks/\(name)/expect")
    for finding in report.findings {
      #expect(
        FindingCatalog.entries.contains { $0.code == finding.code },
        "\(finding.code) is not in the catalogue")
    }
  }

  @Test func theCatalogueIsSorted() {
    let codes = FindingCatalog.entries.map(\.code)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
  }

  @Test func aTreeWithoutFlakeIsRefused() {
    let report = FlakeChecker().check(RenderedTree())
    #expect(report.findings.map(\.code) == ["no-flake"])
    #expect(!report.accepted)
  }

  /// Names that users give are none of the options.
  @Test(arguments: [
    ("users.users.kim.extraGroup = [ ]", "did you mean `users.users.kim.extraGroups`?"),
    ("fileSystems.\"/data\".fstype = \"xfs\"", "did you mean `fileSystems.\"/data\".fsType`?"),
    ("services.openssh.enabled = true", "did you mean `services.openssh.enable`?"),
  ])
  func misspeltOptionsAreSuggested(definition: String, fix: String) {
    var (tree, _) = TreeLoader.load(Golden.root + "/Checks/no-file-system")
    tree["expect"] = nil
    tree["box.nix"] = RenderedTree.File(bytes: Array("{ \(definition); }".utf8))
    let report = FlakeChecker().check(tree)
    #expect(report.findings.contains { $0.code == "unknown-option" && $0.fix == fix })
  }

  @Test func allSyntaxErrorsAreToldAtOnce() {
    var tree = RenderedTree()
    tree["flake.nix"] = RenderedTree.File(bytes: Array("{ outputs = ; }".utf8))
    tree["a.nix"] = RenderedTree.File(bytes: Array("[ 1 2".utf8))
    let report = FlakeChecker().check(tree)
    #expect(report.depth == .syntax)
    #expect(Set(report.findings.compactMap { $0.location?.file.name }) == ["a.nix", "flake.nix"])
  }

  /// Configurations that never end, or nest without end, are refused in bounded time and memory.
  @Test(arguments: [
    "let f = x: f (x + 1); in f 0",
    "let f = x: [ (f x) ]; in builtins.deepSeq (f 0) 1",
    "builtins.genList (x: x) 2000000000",
  ])
  func hostileConfigurationsEnd(expression: String) {
    var tree = RenderedTree()
    let text =
      "{ outputs = { self, ... }: { packages = \(expression); nixosConfigurations = { }; }; }"
    tree["flake.nix"] = RenderedTree.File(bytes: Array(text.utf8))
    var options = FlakeChecker.Options()
    options.timeLimit = 2
    options.memoryLimit = 256 << 20
    let report = FlakeChecker().check(tree, options: options)
    #expect(!report.accepted)
  }
}
