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

  @Test(arguments: cases) func `one change`(_ example: Case) throws {
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
