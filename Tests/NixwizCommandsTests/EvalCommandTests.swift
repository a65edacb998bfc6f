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
    (["--option", "max-call-depth", "2K", "-E", "1"], "1\n"),
    (["--option", "pure-eval", "maybe", "-E", "1"], "1\n"),
    (["-E", "{ x ? 1 }: x"], "<LAMBDA>\n"),
    (["-E", "{ f = { x ? 3 }: x; }", "-A", "f"], "<LAMBDA>\n"),
    (["--arg", "y", "1", "-E", "{ f = { x ? 3 }: x; }", "-A", "f"], "3\n"),
    (["--argstr", "x", "2", "--arg", "x", "1", "-E", "{ x }: x"], "1\n"),
    (["--arg", "x", "1", "--argstr", "x", "2", "-E", "{ x }: x"], "\"2\"\n"),
    (["--arg", "x", "throw 1", "-E", "{ x, y ? 2 }: y"], "2\n"),
    (["-E", "{ a.b = 1; }", "-A", "a.b."], "1\n"),
    (["-E", "7", "-A", "\"\""], "7\n"),
    (["-E", "[ 1 [ 2 3 ] ]", "-A", "1.0"], "2\n"),
    (["--json", "--strict", "-E", "{ a = 1 + 1; }"], "{\"a\":2}\n"),
    (["--json", "-E", "{ a = [ 1 null ]; }", "-A", "a"], "[1,null]\n"),
    (["-I", "nope", "-I", "a=/dev", "-E", "<a/null>"], "/dev/null\n"),
    (["--read-write-mode", "--impure", "-E", "1"], "1\n"),
    (["-E", "1", "2"], "1\n2\n"),
    (["--raw", "--json", "-E", "\"a\""], "\"a\"\n"),
    (["--json", "--raw", "-E", "\"a\""], "a"),
    (["--add-root", "/dev/none", "--indirect", "-E", "1"], "1\n"),
    (["--max-call-depth", "50", "--no-pure-eval", "-vvQ", "-j", "3", "-E", "1"], "1\n"),
    (["--system", "riscv64-linux", "-E", "builtins.currentSystem"], "\"riscv64-linux\"\n"),
    (["--pure-eval", "-E", "builtins ? currentSystem"], "false\n"),
    (["--pure-eval", "-E", "builtins.pathExists /dev"], "false\n"),
    (["--restrict-eval", "-I", "/dev", "-E", "builtins.pathExists /dev/null"], "true\n"),
    (["--restrict-eval", "-I", "a=/dev/.", "-E", "builtins.pathExists /dev/null"], "true\n"),
    (["-I", "a=/dev", "--find-file", "a/null"], "/dev/null\n"),
    (["--extra-experimental-features", "pipe-operators", "-E", "1 |> (x: x)"], "1\n"),
    (["--experimental-features", "", "-E", "builtins ? fetchTree"], "false\n"),
    (
      ["--experimental-features", "", "-E", "builtins ? getFlake && builtins ? parseFlakeRef"],
      "true\n"
    ),
    (["--experimental-features", "flakes", "-E", "builtins ? fetchTree"], "true\n"),
    (["--pure-eval", "-E", "builtins ? storePath"], "true\n"),
    (["--pure-eval", "--impure", "-E", "builtins ? currentSystem"], "true\n"),
    (["--impure", "--pure-eval", "-E", "builtins ? currentSystem"], "false\n"),
    (["--restrict-eval", "-E", "builtins.getEnv \"PATH\""], "\"\"\n"),
    (["--find-file", "-"], ""),
    (
      ["--parse", "-E", "[ <a> __nixPath __langVersion 6 ]"],
      "[ ((__findFile __nixPath \"a\")) (__nixPath) (__langVersion) (6) ]\n"
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

  /// Command lines that Nix refuses, and the last line that begins an error.
  @Test(arguments: [
    (
      ["--pure-eval", "-E", "builtins.storePath \"/nix/store/x\""],
      "'builtins.storePath' is not allowed in pure evaluation mode"
    ),
    (
      ["--pure-eval", "-E", "\"${/dev/null}\""],
      "access to absolute path '/dev/null' is forbidden in pure evaluation mode "
        + "(use '--impure' to override)"
    ),
    (
      ["--pure-eval", "-E", "builtins.fetchGit \"http://x.org/y\""],
      "in pure evaluation mode, 'fetchGit' doesn't fetch unlocked input "
        + "'git+http://x.org/y?exportIgnore=1'"
    ),
    (
      ["--restrict-eval", "-E", "builtins.fetchurl \"http://x.org/y\""],
      "access to URI 'http://x.org/y' is forbidden in restricted mode"
    ),
    (
      [
        "--restrict-eval", "--allowed-uris", "http://x.or", "-E",
        "fetchTarball \"http://x.org/y\"",
      ],
      "access to URI 'http://x.org/y' is forbidden in restricted mode"
    ),
    (["--json", "-E", "map (x: x) [ 1 ]"], "cannot convert a function application to JSON"),
  ])
  func `what nix-instantiate refuses`(_ arguments: [String], _ message: String) {
    let result = Program.run(arguments: ["eval"] + arguments)
    #expect(result.status == 1)
    let lines = result.error.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.last { $0.hasPrefix("error:") } == "error: \(message)")
  }

  /// Unlike errors, which show ten attributes and elements.
  @Test func `traces show all of a value`() {
    let set = "{ type = 1; a = builtins.genList (x: 1) 12; b.c.d.e.f.g.h.i.j.k.l = 2; }"
    let result = Program.run(
      "eval", "-E", "let v = \(set); in builtins.trace (builtins.deepSeq v v) 1")
    let list = String(repeating: "1 ", count: 12)
    let nested =
      "{ c = { d = { e = { f = { g = { h = { i = { j = { k = { l = 2; }; }; }; }; }; }; }; }; }; }"
    #expect(result.error == "trace: { a = [ \(list)]; b = \(nested); type = 1; }\n")
  }

  /// Both texts have the same name in messages.
  @Test func `an argument that fails shows its own text`() {
    let result = Program.run("eval", "--arg", "x", "throw \"a\"", "-E", "{ x }: x")
    #expect(result.error.contains("1| throw \"a\"\n"))
  }

  /// As Nix counts them: operators that are builtins and strict arguments are calls too.
  @Test(arguments: [
    ("let f = n: if n == 0 then 0 else 1 + f (n - 1); in f DEPTH", 99),
    ("let f = n: if n == [ ] then 0 else 9 - f (builtins.tail n); in f LIST", 49),
    ("let f = n: if n == [ ] then 0 else 1 + f (builtins.tail n); in f LIST", 99),
    ("let f = n: n == [ ] || builtins.head (map f [ (builtins.tail n) ]); in f LIST", 49),
  ])
  func `calls are as deep as they may be`(_ expression: String, _ depth: Int) {
    for (depth, status) in [(depth, Int32(0)), (depth + 1, 1)] {
      let text = expression.split(separator: "DEPTH", omittingEmptySubsequences: false)
        .joined(separator: String(depth))
        .split(separator: "LIST", omittingEmptySubsequences: false)
        .joined(separator: "(builtins.genList (x: x) \(depth))")
      let result = Program.run("eval", "--max-call-depth", "100", "-E", text)
      #expect(result.status == status, "\(text)")
    }
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

  @Test func `standard input comes first and once`() {
    #expect(Program.run("eval", "-E", "1", "-", "-", "2", input: "0").output == "0\n1\n2\n")
  }

  @Test func `files of the search path and folders`() {
    Fixture.withTemporaryFolder { folder in
      Fixture.write(Array("{ }: 1".utf8), to: "\(folder)/default.nix")
      let entry = "here=\(folder)"
      #expect(Program.run("eval", "-I", entry, "<here/default.nix>").output == "<LAMBDA>\n")
      #expect(Program.run("eval", "--parse", folder + "/").output == "({  }: 1)\n")
    }
  }

  @Test func `settings of the environment`() {
    func run(_ configuration: String, _ expression: String) -> Program.Result {
      Program.run(
        arguments: ["eval", "-E", expression], environment: ["NIX_CONFIG": configuration])
    }
    #expect(run("system = a-b # c\n\n# d", "builtins.currentSystem").output == "\"a-b\"\n")
    let search = Program.run(
      arguments: ["eval", "-E", "map (e: e.path) builtins.nixPath", "--strict"],
      environment: ["NIX_PATH": "a=https://x.org/y.tar.gz:b=channel:c:/d:e=/f"])
    #expect(search.output == "[ \"https://x.org/y.tar.gz\" \"channel:c\" \"/d\" \"/f\" ]\n")
    let bad = run("pure-eval", "1")
    #expect(bad.status == 2)
    #expect(bad.error.contains("syntax error in configuration line 'pure-eval'"))
  }

  @Test func `XML ends where a value fails`() {
    let result = Program.run("eval", "--xml", "--strict", "-E", "[ 1 (throw \"x\") 2 ]")
    #expect(result.status == 1)
    #expect(
      result.output == """
        <?xml version='1.0' encoding='utf-8'?>
        <expr>
          <list>
            <int value="1" />
          </list>
        </expr>

        """)
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
    #expect(result.error.contains("error: x\n"))
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
    (
      ["--restrict-eval", "-E", "builtins.storePath \"/nope\""],
      "path '/nope' is not in the Nix store"
    ),
    (["--max-call-depth", "x", "-E", "1"], "setting 'max-call-depth' has invalid value 'x'"),
    (["--lint-url-literals", "x", "-E", "1"], "expected 'ignore', 'warn', or 'fatal'"),
    (["--option", "unheard-of", "1", "-E", "throw 1"], "warning: unknown setting 'unheard-of'"),
    (
      ["--option", "show-trace", "maybe", "-E", "throw 1"],
      "warning: Boolean setting 'show-trace' has invalid value 'maybe'"
    ),
    (
      ["--option", "cores", "2 ", "-E", "throw 1"],
      "warning: setting 'cores' has invalid value '2 '"
    ),
    (
      ["--option", "extra-experimental-features", "flaky flakes", "-E", "throw 1"],
      "warning: unknown experimental feature 'flaky'\n"
    ),
    (
      ["-I", "nope", "-E", "<x>"], "warning: Nix search path entry 'nope' does not exist, ignoring"
    ),
    (
      ["-I", "a=https://x.org/y", "-E", "<a>"],
      "warning: Nix search path entry 'https://x.org/y' cannot be downloaded, ignoring"
    ),
    (["--json", "-E", "{ a = 1 + 1; }"], "error: cannot convert a thunk to JSON"),
    (["-A", "x.y", "-E", "{ a = 1; b = 2; abc = 3; }"], "       Did you mean one of a or b?\n"),
    (["-E", "{ a = 1; abc = 2; }.ab"], "       Did you mean one of a or abc?\n"),
    (["-A", "\"", "-E", "1"], "missing closing quote in selection path '\"'"),
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
    #expect(Program.run("eval", "--arg", "x").status == 2)
  }
}
