import TestSupport
import Testing

@Suite struct FactsCommandTests {
  private static let nixpkgs = "\(Golden.root)/Facts/small/nixpkgs"

  @Test func `facts that were extracted decide a check`() {
    Fixture.withTemporaryFolder { folder in
      let facts = "\(folder)/facts"
      let extraction = Program.run(
        "facts", "extract", "--nixpkgs", Self.nixpkgs, "--output", facts)
      #expect(extraction.status == 0)
      #expect(extraction.output == "")
      #expect(extraction.error.contains("nixpkgs 30.11: 20 options"))
      #expect(extraction.error.contains("parts-skipped"))
      // No file beside the tables stays.
      #expect(
        Fixture.names(in: facts)
          == Fixture.names(in: "\(Golden.root)/Facts/small/tables").filter {
            $0 != "skipped"
          })
      Fixture.write(
        Array("{ services.web.enabel = true; services.web.enable = true; }".utf8),
        to: "\(folder)/host/configuration.nix")
      let check = Program.run("check", "\(folder)/host", "--facts", facts)
      #expect(check.status == 1)
      #expect(check.error.contains("services.web.enabel"))
      #expect(!check.error.contains("`services.web.enable'"))
      let builtIn = Program.run("check", "\(folder)/host")
      #expect(builtIn.error.contains("`services.web'"))
    }
  }

  @Test func `one table goes to standard output`() {
    let result = Program.run(
      "facts", "extract", "--nixpkgs", Self.nixpkgs, "--table", "about")
    #expect(result.status == 0)
    #expect(result.output == "key\tvalue\nrelease\t30.11\n")
  }

  @Test(arguments: [
    (["--nixpkgs", "/dev", "--output", "/nowhere"], 2, "nixos/lib/eval-config.nix"),
    (["--nixpkgs", nixpkgs], 2, "Name either --output or --table."),
    (["--nixpkgs", nixpkgs, "--table", "nix"], 2, "There is no table 'nix'"),
    (["--nixpkgs", nixpkgs, "--output", "/proc/facts"], 4, "/proc/facts"),
  ])
  func mistakesAreNamed(arguments: [String], status: Int32, message: String) {
    let result = Program.run(arguments: ["facts", "extract"] + arguments)
    #expect(result.status == status)
    #expect(result.error.contains(message))
  }
}
