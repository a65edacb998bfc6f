import Testing

/// What holds for every command: statuses, streams, help.
@Suite struct ProgramTests {
  @Test func `the version is one line`() {
    let result = Program.run("--version")
    #expect(result.status == 0)
    #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(result.error.isEmpty)
  }

  @Test func `help goes to standard output`() {
    let result = Program.run("--help")
    #expect(result.status == 0)
    #expect(result.output.contains("SUBCOMMANDS"))
    #expect(result.error.isEmpty)
  }

  @Test(arguments: [
    ["--no-such-option"], ["no-such-command"], ["fmt", "--no-such-option"], ["fmt", "--check=1"],
  ])
  func `bad usage ends with 2, on standard error`(_ arguments: [String]) {
    let result = Program.run(arguments: arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(!result.error.isEmpty)
  }

  @Test func `an unreadable file ends with 2`() {
    let result = Program.run("fmt", "/no/such/file")
    #expect(result.status == 2)
    #expect(result.error.hasPrefix("error: cannot read /no/such/file: No such file"))
  }
}
