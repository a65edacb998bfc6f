import SourceText
import Testing
import TextFormats

/// Hostile texts end in an error, and in little time.
@Suite struct LimitTests {
  @Test func jsonDepthIsLimited() throws {
    let limits = TextLimits(depth: 100)
    let fits = nested(100, "[", "]")
    _ = try JSONDocument.parse(fits, limits: limits)
    let error = #expect(throws: TextError.self) {
      try JSONDocument.parse(nested(101, "[", "]"), limits: limits)
    }
    #expect(error?.code == "json-depth")
    #expect(error?.span == SourceSpan(start: 100, end: 101))
  }

  @Test func jsonEventsNeedNoStack() throws {
    let count = 1_000_000
    var reader = try JSONReader(nested(count, "[", "]"), limits: .none)
    var deepest = 0
    while try reader.next() != .end { deepest = max(deepest, reader.depth) }
    #expect(deepest == count)
  }

  @Test func tomlDepthIsLimited() throws {
    let limits = TextLimits(depth: 100)
    let prefix = Array("a = ".utf8)
    _ = try TOMLDocument.parse(prefix + nested(100, "[", "]"), limits: limits)
    let error = #expect(throws: TextError.self) {
      try TOMLDocument.parse(prefix + nested(101, "[", "]"), limits: limits)
    }
    #expect(error?.code == "toml-depth")
    let dotted = String(repeating: "a.", count: 200) + "a = 1"
    #expect(throws: TextError.self) {
      try TOMLDocument.parse(Array(dotted.utf8), limits: limits)
    }
  }

  @Test func sizeIsLimited() {
    let limits = TextLimits(size: 10)
    #expect(throws: TextError.self) {
      try JSONDocument.parse([UInt8](repeating: 32, count: 11), limits: limits)
    }
    #expect(throws: TextError.self) {
      try TOMLDocument.parse([UInt8](repeating: 32, count: 11), limits: limits)
    }
  }

  private func nested(_ count: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar) -> [UInt8] {
    [UInt8](repeating: UInt8(ascii: open), count: count)
      + [UInt8](repeating: UInt8(ascii: close), count: count)
  }
}
