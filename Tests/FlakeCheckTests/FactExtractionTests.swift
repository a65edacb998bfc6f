import FlakeCheck
import HostModel
import SourceText
import TestSupport
import Testing

/// Each folder of `Tests/Facts` has a small tree with the shape of nixpkgs, the tables that are read
/// out of it, and in `skipped` the parts that do not evaluate.
@Suite struct FactExtractionTests {
  static let cases = Fixture.names(in: Golden.root + "/Facts")

  private static func extract(_ name: String, budget: Int = 1 << 30) throws
    -> FactExtraction.Result
  {
    try FactExtraction(nixpkgs: "\(Golden.root)/Facts/\(name)/nixpkgs", budget: budget).run()
  }

  @Test(arguments: cases)
  func theTablesAreReadOutOfNixpkgs(name: String) throws {
    let result = try Self.extract(name)
    var files = Dictionary(
      uniqueKeysWithValues: FactFolder.files(of: result.facts).map { ($0.name, $0.bytes) })
    let skipped = result.skipped.map { "\($0.name): \($0.reason)\n" }
    files["skipped"] = Array(skipped.joined().utf8)
    Golden.expect(files: files, at: "Facts/\(name)/tables")
  }

  /// An evaluator for each unit of work gives the same as one for all.
  @Test(arguments: cases)
  func memoryMakesNoDifference(name: String) throws {
    let roomy = try Self.extract(name)
    let scant = try Self.extract(name, budget: 0)
    #expect(scant.facts == roomy.facts)
    #expect(scant.skipped == roomy.skipped)
  }

  @Test func progressNeverGoesBack() throws {
    nonisolated(unsafe) var seen: [Int] = []
    _ = try FactExtraction(nixpkgs: "\(Golden.root)/Facts/small/nixpkgs") { progress in
      let base = progress.stage == .options ? 0 : 1_000
      seen.append(base + 1_000 * progress.done / max(progress.total, 1))
    }.run()
    #expect(seen.count > 4)
    #expect(seen == seen.sorted())
    #expect(seen.last == 2_000)
  }

  /// The check with the facts of a folder knows what they say and nothing else.
  @Test func aFolderOfFactsTakesThePlaceOfTheEmbeddedOnes() throws {
    let facts = try FactFolder.read("\(Golden.root)/Facts/small/tables")
    var tree = RenderedTree()
    let flake = """
      {
        inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
        outputs = { nixpkgs, ... }: {
          nixosConfigurations.a = nixpkgs.lib.nixosSystem {
            modules = [
              {
                nixpkgs.hostPlatform = "x86_64-linux";
                services.web.enabel = true;
                services.web.port = "80";
                services.openssh.enable = true;
              }
            ];
          };
        };
      }
      """
    tree["flake.nix"] = RenderedTree.File(bytes: Array(flake.utf8))
    let report = FlakeChecker(facts: facts).check(tree)
    let codes = report.findings.map { "\($0.code) \($0.location?.position.line ?? 0)" }
    #expect(codes.contains("unknown-option 8"))
    #expect(codes.contains("unknown-option 10"))
  }

  @Test(arguments: [
    ("", "cannot read"), ("option\ttype\n", "line 1: the columns are not"),
    ("option\ttype\tflags\tdefault\ttarget\nx\tbool\n", "line 2: 2 columns instead of 5"),
  ])
  func aFolderThatHoldsNoFactsIsRefused(options: String, message: String) {
    Fixture.withTemporaryFolder { folder in
      if !options.isEmpty {
        for table in FactSource.Table.allCases {
          let text = table == .options ? options : FactSource(rows: [:]).text(of: table)
          Fixture.write(Array(text.utf8), to: "\(folder)/\(table.fileName)")
        }
      }
      let problem = #expect(throws: FactFolder.Problem.self) { _ = try FactFolder.read(folder) }
      #expect(problem?.message.contains(message) == true)
      #expect(problem?.fix.contains("nixwiz facts extract") == true)
    }
  }
}
