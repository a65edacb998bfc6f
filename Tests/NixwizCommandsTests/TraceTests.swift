import TestSupport
import Testing

/// `traces/NAME.nix` fails; `NAME.err` is what Nix 2.34 says of it, `NAME.trace` the same with
/// `--show-trace`. A new case is three new files.
@Suite struct TraceTests {
  private static let folder = "\(Golden.root)/NixwizCommandsTests/traces"

  static var cases: [String] {
    Fixture.names(in: folder).filter { $0.hasSuffix(".nix") }.map { String($0.dropLast(4)) }
  }

  @Test(arguments: cases) func isThatOfNix(_ name: String) {
    for (flags, suffix) in [([], "err"), (["--show-trace"], "trace")] {
      let result = Program.run(
        arguments: ["eval", "--strict"] + flags + ["\(Self.folder)/\(name).nix"])
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      let text = result.error.split(separator: Self.folder, omittingEmptySubsequences: false)
      Golden.expect(
        text.joined(separator: "/pwd"), at: "NixwizCommandsTests/traces/\(name).\(suffix)")
    }
  }
}
