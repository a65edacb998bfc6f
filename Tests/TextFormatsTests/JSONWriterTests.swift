import Testing
import TextFormats

@Suite struct JSONWriterTests {
  static let text = #"{"b":[1,-2,1.5,true,null,"a\"\\\n\u0001é"],"a":{},"c":[]}"#

  private func node() throws -> TextNode { try JSONDocument.parse(Array(Self.text.utf8)) }

  @Test func compactIsTheInverseOfReading() throws {
    var writer = JSONWriter()
    writer.node(try node())
    #expect(String(decoding: writer.bytes, as: UTF8.self) == Self.text)
  }

  @Test func prettyIndentsByTwo() throws {
    var writer = JSONWriter(pretty: true)
    writer.node(try node(), sortingKeys: true)
    let expected = #"""
      {
        "a": {},
        "b": [
          1,
          -2,
          1.5,
          true,
          null,
          "a\"\\\n\u0001é"
        ],
        "c": []
      }
      """#
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test func keysSortByBytes() throws {
    var writer = JSONWriter()
    writer.node(
      try JSONDocument.parse(Array(#"{"é":1,"z":2,"Z":3,"a":4,"aa":5}"#.utf8)), sortingKeys: true)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == #"{"Z":3,"a":4,"aa":5,"z":2,"é":1}"#)
  }

  /// The layout that Nix's `toJSON` gives, checked against it.
  @Test(arguments: [
    (1.0, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e14, "100000000000000.0"),
    (1e15, "1e+15"), (123_456_789_012_345.6, "123456789012345.6"), (1e-4, "0.0001"),
    (1e-5, "1e-05"), (1.5e-7, "1.5e-07"), (1e100, "1e+100"),
    (Double.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (3.14159, "3.14159"),
    (999_999_999_999_999.0, "999999999999999.0"),
    // Of two that are equally near Nix takes the upper one.
    (-225_556_035_762_201.625, "-225556035762201.63"),
  ]) func floatsAreShort(value: Double, text: String) {
    #expect(JSONFloat.text(value) == text)
    #expect(Double(JSONFloat.text(value)) == value)
  }
}
