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
    (["--max-call-depth", "50", "--no-pure-eval", "-vvQ", "-j", "3", "-E", "1"], "1\n"),
    (["--system", "riscv64-linux", "-E", "builtins.currentSystem"], "\"riscv64-linux\"\n"),
    (["--pure-eval", "-E", "builtins ? currentSystem"], "false\n"),
    (["--pure-eval", "-E", "builtins.pathExists /dev"], "false\n"),
    (["--restrict-eval", "-I", "/dev", "-E", "builtins.pathExists /dev/null"], "true\n"),
    (["-I", "a=/dev", "--find-file", "a/null"], "/dev/null\n"),
    (["--extra-experimental-features", "pipe-operators", "-E", "1 |> (x: x)"], "1\n"),
    (["--experimental-features", "", "-E", "builtins ? fetchTree"], "false\n"),
    (
      ["--experimental-features", "", "-E", "builtins ? getFlake && builtins ? parseFlakeRef"],
      "true\n"
    ),
    (["--lint-url-literals", "ignore", "-E", "a:b"], "\"a:b\"\n"),
    (
      ["-E", "let a = [ 1 ]; s = { inherit a; }; in [ a a s.a s.a ]", "--strict"],
      "[ [ 1 ] «repeated» [ 1 ] [ 1 ] ]\n"
    ),
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

  /// What ends with the words of Nix: the flags and the message.
  @Test(arguments: [
    (
      ["--pure-eval", "-E", "import /dev/null"], "access to absolute path '/dev/null' is forbidden"
    ),
    (["--lint-url-literals", "fatal", "-E", "a:b"], "URL literals are disallowed"),
    (["--max-call-depth", "x", "-E", "1"], "setting 'max-call-depth' has invalid value 'x'"),
    (["--lint-url-literals", "x", "-E", "1"], "expected 'ignore', 'warn', or 'fatal'"),
    (["--option", "unheard-of", "1", "-E", "throw 1"], "warning: unknown setting 'unheard-of'"),
    (["--find-file", "nix/fetchurl.nix"], "'<nix/fetchurl.nix>' has no physical path"),
    (["--max-memory", "8", "-E", "builtins.genList (n: n) 10000000"], "limit of 8 MiB"),
  ])
  func `settings that end an evaluation`(_ arguments: [String], _ message: String) {
    let result = Program.run(arguments: ["eval"] + arguments)
    #expect(result.status != 0)
    #expect(result.error.contains(message), "\(result.error)")
  }

  @Test func `a missing attribute is one message without steps`() {
    let result = Program.run("eval", "-E", "{ a = 1; }.b")
    #expect(result.error.hasPrefix("error: attribute 'b' missing\n       at «string»:1:1:\n"))
  }

  @Test func `usage errors end with 2`() {
    #expect(Program.run("eval", "-E").status == 2)
    #expect(Program.run("eval", "--json", "--xml", "-E", "1").status == 2)
    #expect(Program.run("eval", "--arg", "x").status == 2)
  }
}
