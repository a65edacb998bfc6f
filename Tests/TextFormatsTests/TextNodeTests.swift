import SourceText
import Testing
import TextFormats

@Suite struct TextNodeTests {
  @Test func duplicatesNameTheFirst() throws {
    let node = try JSONDocument.parse(Array(#"{"a": 1, "b": 2, "a": 3, "a": 4}"#.utf8))
    let duplicates = try #require(node.members).duplicates
    #expect(duplicates.map(\.again.nameSpan.start) == [17, 25])
    #expect(duplicates.allSatisfy { $0.first.nameSpan.start == 1 })
    #expect(node["a"]?.value == .integer(4))
    #expect(node["c"] == nil)
  }
}
