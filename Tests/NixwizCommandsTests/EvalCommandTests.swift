import TestSupport
import Testing

@Suite struct EvalCommandTests {
  /// Command lines that nix-instantiate takes, and what it prints.
  @Test(arguments: [
    (["--eval", "-E", "1 + 1"], "2\n"),
    (["--eval", "--strict", "--expr", "[ (1 + 1) ]"], "[ 2 ]\n"),
    (["-E", "{ a = 1 + 1; }"], "{ a = <CODE>; }\n"),
    (["-E", "{ a.b = 7; }", "-A", "a.b"], "7\n"),
    (["-E", "{ a = 1; b = 2; }", "-A", "a", "-A", "b"], "1\n2\n"),
    (
      ["--arg", "x", "3 * 2", "--argstr", "y", "1+1", "-E", "{ x, y }: [ x y ]", "--strict"],
      "[ 6 \"1+1\" ]\n"
    ),
    (["--option", "max-call-depth", "50", "-E", "1"], "1\n"),
    (["--read-write-mode", "--impure", "-E", "1"], "1\n"),
    (["-E", "1", "2"], "1\n2\n"),
  ])
  func `the flags of nix-instantiate`(_ arguments: [String], _ output: String) {
    let result = Program.run(arguments: ["eval"] + arguments)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output == output)
  }

  @Test func `standard input and files`() {
    #expect(Program.run("eval", "-", input: "1 + 2").output == "3\n")
    Fixture.withTemporaryFolder { folder in
      Fixture.write(Array("import ./b.nix".utf8), to: "\(folder)/default.nix")
      Fixture.write(Array("./c".utf8), to: "\(folder)/b.nix")
      #expect(Program.run("eval", in: folder).output == "\(folder)/c\n")
      #expect(Program.run("eval", "./b.nix", in: folder).output == "\(folder)/c\n")
    }
  }

  @Test func `errors have the form and the words of Nix`() {
    let result = Program.run("eval", "-E", "{\n  abc = 1;\n}.abd")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("error: attribute 'abd' missing\n       at «string»:"))
    #expect(result.error.contains("       Did you mean abc?\n"))
    let syntax = Program.run("eval", "-E", "{ a = ")
    #expect(
      syntax.error == """
        error: syntax error, unexpected end of file
               at «string»:1:7:
                    1| { a = 
                     |       ^

        """)
  }

  @Test func `the trace is shown when asked for`() {
    let expression = "let f = x: throw x; in f \"boom\""
    let short = Program.run("eval", "-E", expression)
    let long = Program.run("eval", "--show-trace", "-E", expression)
    #expect(!short.error.contains("while calling 'f'"))
    #expect(long.error.contains("… while calling 'f'"))
    for text in [short.error, long.error] { #expect(text.contains("error: boom\n")) }
  }

  @Test func `what a string does to a terminal is not done`() {
    let result = Program.run("eval", "-E", "throw \"\u{1b}[2Jx\"")
    #expect(result.error.contains("error: \\x1b[2Jx"))
    #expect(!result.error.contains("\u{1b}"))
  }

  @Test(arguments: [
    "let f = x: f x + 1; in f 1", "let x = x; in x", "let x = { a = x; }; in builtins.toJSON x",
  ])
  func `what does not end is ended`(_ expression: String) {
    let result = Program.run("eval", "--strict", "-E", expression)
    #expect(result.status == 1, "\(result.status)")
    #expect(result.error.contains("error: "))
  }

  @Test func `usage errors end with 2`() {
    #expect(Program.run("eval", "-E").status == 2)
    #expect(Program.run("eval", "--json", "--xml", "-E", "1").status == 2)
    #expect(Program.run("eval", "--arg", "x").status == 2)
  }
}
