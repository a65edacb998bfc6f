import NixLanguage
import SourceText
import TestSupport
import Testing

@Suite struct LiteralEditorTests {
  private static let order = ["a.b", "a.c", "d", "e.f", "e.g", "h"].map {
    $0.split(separator: ".").map(String.init)
  }

  /// One change of a file: a value, or nil to remove the attribute.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: String
    var path: String
    var value: NixLiteral?
    var after: String

    init(_ name: String, _ before: String, _ path: String, _ value: NixLiteral?, _ after: String) {
      testDescription = name
      self.before = before
      self.path = path
      self.value = value
      self.after = after
    }
  }

  static let cases = [
    Case(
      "a value", "{\n  # mine\n  d = 1; # why\n}\n", "d", 2, "{\n  # mine\n  d = 2; # why\n}\n"),
    Case("a value on one line", "{ d = 1; h = 2; }\n", "d", "x", "{ d = \"x\"; h = 2; }\n"),
    Case(
      "a value in a set", "{\n  a = {\n    b = 1;\n  };\n}\n", "a.b", 2,
      "{\n  a = {\n    b = 2;\n  };\n}\n"),
    Case("a value at a path", "{\n  a.b = 1;\n}\n", "a.b", 2, "{\n  a.b = 2;\n}\n"),
    Case(
      "a value in both spellings", "{ a.b = 1; a = { c = 2; }; }", "a.c", 3,
      "{ a.b = 1; a = { c = 3; }; }"),
    Case("a quoted name", "{ \"d\" = 1; }", "d", 2, "{ \"d\" = 2; }"),
    Case("a value in parentheses", "{ a = ({ b = (1); }); }", "a.b", 2, "{ a = ({ b = 2; }); }"),
    Case(
      "a new one at its place", "{\n  a.b = 1; # one\n  h = 1;\n}\n", "d", 2,
      "{\n  a.b = 1; # one\n  d = 2;\n  h = 1;\n}\n"),
    Case(
      "a new one at the end", "{\n  d = 1;\n\n  # the end\n}\n", "h", 2,
      "{\n  d = 1;\n  h = 2;\n\n  # the end\n}\n"),
    Case(
      "a new one before all", "{\n  # about h\n  h = 1;\n}\n", "d", 2,
      "{\n  # about h\n  d = 2;\n  h = 1;\n}\n"),
    Case(
      "a new one in a set", "{\n  a = {\n    b = 1;\n  };\n}\n", "a.c", 2,
      "{\n  a = {\n    b = 1;\n    c = 2;\n  };\n}\n"),
    Case(
      "a new one beside a path", "{\n  a.b = 1;\n  h = 1;\n}\n", "a.c", 2,
      "{\n  a.b = 1;\n  a.c = 2;\n  h = 1;\n}\n"),
    Case("a new one on one line", "{ d = 1; }\n", "h", 2, "{ d = 1; h = 2; }\n"),
    Case("a new one in an empty set", "{ }\n", "d", 2, "{\n  d = 2;\n}\n"),
    Case(
      "a new one below comments alone", "{\n  # nothing yet\n}\n", "d", 2,
      "{\n  # nothing yet\n  d = 2;\n}\n"),
    Case(
      "a list over several lines", "{\n  a = {\n    b = [ ];\n  };\n}\n", "a.b",
      ["one", "two"], "{\n  a = {\n    b = [\n      \"one\"\n      \"two\"\n    ];\n  };\n}\n"),
    Case(
      "a set for its parts", "{\n  e.f = 1;\n  e.g = 2;\n}\n", "e", .attributes(["f": 3]),
      "{\n  e = {\n    f = 3;\n  };\n}\n"),
    Case("remove", "{\n  # mine\n  d = 1;\n  h = 1;\n}\n", "d", nil, "{\n  # mine\n  h = 1;\n}\n"),
    Case("remove beside a comment", "{\n  d = 1; # why\n}\n", "d", nil, "{\n  # why\n}\n"),
    Case("remove on one line", "{ d = 1; h = 1; }", "d", nil, "{ h = 1; }"),
    Case(
      "remove the last of a set", "{\n  a = {\n    b = 1;\n  };\n  d = 1;\n}\n", "a.b", nil,
      "{\n  d = 1;\n}\n"),
    Case(
      "remove the last of a set with a comment", "{\n  a = {\n    # why\n    b = 1;\n  };\n}\n",
      "a.b", nil, "{\n  a = {\n    # why\n  };\n}\n"),
    Case("remove what is not there", "{ d = 1; }", "h", nil, "{ d = 1; }"),
  ]

  /// Values with comments in them, whose elements change one by one.
  static let elements = [
    Case(
      "an element goes", "{\n  d = [\n    1 # one\n    2\n    3 # three\n  ];\n}\n", "d", [1, 3],
      "{\n  d = [\n    1 # one\n    3 # three\n  ];\n}\n"),
    Case(
      "one goes that has a comment", "{\n  d = [\n    1 # one\n    2\n  ];\n}\n", "d", [2],
      "{\n  d = [\n    # one\n    2\n  ];\n}\n"),
    Case(
      "all go", "{\n  d = [\n    # first\n    1\n  ];\n}\n", "d", [],
      "{\n  d = [\n    # first\n  ];\n}\n"),
    Case(
      "one comes at the end", "{\n  d = [\n    1 # one\n  ];\n}\n", "d", [1, 2],
      "{\n  d = [\n    1 # one\n    2\n  ];\n}\n"),
    Case(
      "two come in the middle", "{\n  d = [\n    1 # one\n    4\n  ];\n}\n", "d", [1, 2, 3, 4],
      "{\n  d = [\n    1 # one\n    2\n    3\n    4\n  ];\n}\n"),
    Case(
      "one comes first", "{\n  d = [\n    2 # two\n  ];\n}\n", "d", [1, 2],
      "{\n  d = [\n    1\n    2 # two\n  ];\n}\n"),
    Case(
      "one for another", "{\n  d = [\n    # odd\n    1\n    3\n  ];\n}\n", "d", [2, 3],
      "{\n  d = [\n    # odd\n    2\n    3\n  ];\n}\n"),
    Case(
      "the first of an empty list", "{\n  d = [\n    # none\n  ];\n}\n", "d", [1],
      "{\n  d = [\n    # none\n    1\n  ];\n}\n"),
    Case(
      "a list for a word", "{\n  d = [\n    # odd\n    1\n  ];\n}\n", "d", "x",
      "{\n  d = \n    # odd\n    \"x\";\n}\n"),
    Case(
      "on one line", "{ d = [ 1 /* two */ 2 ]; }", "d", [1, 2, 3], "{ d = [ 1 /* two */ 2 3 ]; }"),
    Case(
      "without comments it is laid out", "{\n  d = [ 1 ];\n}\n", "d", [1, 2],
      "{\n  d = [\n    1\n    2\n  ];\n}\n"),
    Case(
      "a field of a record",
      "{\n  d = [\n    {\n      # me\n      n = 1; # one\n    }\n  ];\n}\n", "d",
      [.attributes(["n": 2])],
      "{\n  d = [\n    {\n      # me\n      n = 2; # one\n    }\n  ];\n}\n"),
    Case(
      "a field comes and one goes",
      "{\n  d = [\n    {\n      m = 0;\n      n = 1; # one\n    }\n  ];\n}\n", "d",
      [.attributes(["n": 1, "o": 2])],
      "{\n  d = [\n    {\n      n = 1; # one\n      o = 2;\n    }\n  ];\n}\n"),
    Case(
      "a record goes and its comment stays",
      "{\n  d = [\n    {\n      # me\n      n = 1;\n    }\n    { n = 2; }\n  ];\n}\n", "d",
      [.attributes(["n": 2])], "{\n  d = [\n    # me\n    { n = 2; }\n  ];\n}\n"),
    Case(
      "a hash in a string is no comment", "{\n  d = [ \"#\" ];\n}\n", "d", ["#", "/*"],
      "{\n  d = [\n    \"#\"\n    \"/*\"\n  ];\n}\n"),
  ]

  /// Names that change where they stand: file, old path, new path, file afterwards; nil where it is
  /// not possible.
  static let renamings: [(String, String, String, String?)] = [
    ("{\n  # why\n  a.b = 1; # one\n}\n", "a.b", "e.f", "{\n  # why\n  e.f = 1; # one\n}\n"),
    ("{ a = { b = 1; c = 2; }; }", "a.b", "a.g", "{ a = { g = 1; c = 2; }; }"),
    ("{ a = { b = 1; /* x */ }; }", "a.b", "e.f", "{ e = { f = 1; /* x */ }; }"),
    ("{ a.b = 1; }", "a.b", "d", "{ d = 1; }"),
    ("{ a = { b.c = 1; }; }", "a.b.c", "a.d", "{ a = { d = 1; }; }"),
    ("{ a = { b = 1; c = 2; }; }", "a.b", "e.f", nil),
    ("{ a = { b = 1; }; }", "a.b", "d", nil),
    ("{ a.b = 1; d = 2; }", "a.b", "d", nil),
    ("{ d = 2; }", "a.b", "h", nil),
  ]

  @Test(arguments: renamings) func `a name changes where it stands`(
    _ before: String, _ from: String, _ to: String, _ after: String?
  ) throws {
    let file = SourceFile(name: "answers.nix", text: before)
    var editor = try #require(LiteralEditor(file, order: []))
    let path = { (name: String) in name.split(separator: ".").map(String.init) }
    #expect(editor.changeName(of: path(from), to: path(to)) == (after != nil))
    #expect(String(decoding: editor.bytes, as: UTF8.self) == after ?? before)
  }

  /// Any list to any other one: the value is right, and the comments are all there.
  @Test func `lists change and keep every comment`() throws {
    var generator = SplitMix(state: 7)
    for _ in 0..<300 {
      let old = (0..<Int.random(in: 0..<6, using: &generator)).map { number in
        Bool.random(using: &generator)
          ? "\(number) # about \(number)" : "{ n = \(number); /* n */ }"
      }
      let elements = old.joined(separator: "\n    ")
      let text = "{\n  d = [\n    # head\n    \(elements)\n    # foot\n  ];\n}\n"
      let comments = text.split(separator: " ").count { $0 == "#" || $0 == "/*" }
      let new = (0..<Int.random(in: 0..<6, using: &generator)).map { _ -> NixLiteral in
        let number = NixLiteral.integer(Int.random(in: 0..<6, using: &generator))
        return Bool.random(using: &generator) ? number : .attributes(["n": number])
      }
      var editor = try #require(LiteralEditor(SourceFile(name: "x", text: text), order: []))
      editor.set(["d"], to: .list(new))
      let file = SourceFile(name: "x", bytes: editor.bytes)
      #expect(LiteralDocument.read(file).document?.root.literal["d"] == .list(new))
      let after = String(decoding: editor.bytes, as: UTF8.self)
        .split { $0 == " " || $0 == "\n" }
      #expect(after.count { $0 == "#" || $0 == "/*" } == comments, "\(text)\(new)\(after)")
    }
  }

  @Test(arguments: cases + elements) func `one change`(_ example: Case) throws {
    let file = SourceFile(name: "answers.nix", text: example.before)
    var editor = try #require(LiteralEditor(file, order: Self.order))
    let path = example.path.split(separator: ".").map(String.init)
    if let value = example.value { editor.set(path, to: value) } else { editor.remove(path) }
    #expect(String(decoding: editor.bytes, as: UTF8.self) == example.after)
  }

  @Test(arguments: ["", "[ ]", "{ a = 1", "{ a = x; }", "{ a = 1; }: { }"])
  func `what is no set of values cannot be edited`(_ text: String) {
    #expect(LiteralEditor(SourceFile(name: "x", text: text), order: []) == nil)
  }

  /// After any changes the file holds the values that it should, and every comment.
  @Test func `a hundred changes keep every comment`() throws {
    let start = """
      # top
      {
        a.b = 1; # one
        # two
        d = [ 1 2 ]; /* three */ h = 4;
        e = {
          # four
          g = "x"; # five
        };
        # six
      }
      # seven

      """
    var generator = SplitMix(state: 11)
    var editor = try #require(
      LiteralEditor(SourceFile(name: "x", text: start), order: Self.order))
    for number in 0..<100 {
      let path = Self.order[Int.random(in: 0..<Self.order.count, using: &generator)]
      let value: NixLiteral? = Bool.random(using: &generator) ? nil : .integer(number)
      if let value { editor.set(path, to: value) } else { editor.remove(path) }
      let file = SourceFile(name: "x", bytes: editor.bytes)
      let root = try #require(LiteralDocument.read(file).document?.root.literal)
      #expect(path.reduce(Optional(root)) { $0?[$1] } == value, "\(file.bytes.count) \(path)")
      let text = String(decoding: editor.bytes, as: UTF8.self)
      for word in ["top", "one", "two", "three", "four", "five", "six", "seven"] {
        #expect(text.contains(word), "\(word) \(text)")
      }
    }
  }
}
