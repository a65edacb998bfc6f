import SourceText
import Testing

@testable import TreeWriter

@Suite struct ManifestTests {
  @Test func `a manifest reads back as it was written`() throws {
    let manifest = Manifest(
      version: "1.2",
      files: [
        "flake.nix": Manifest.File(hash: "00ff"),
        "hosts/a\"b/default.nix": Manifest.File(hash: "0", userOwned: true),
      ])
    let read = Manifest.parse(SourceFile(name: "m", bytes: manifest.json))
    #expect(try read.get() == manifest)
  }

  /// A manifest lies where others may write: it must not make us touch anything outside the tree.
  @Test(
    arguments: [
      "", "{", "[]", "null", "{}", #"{"format": 2, "files": {}}"#, #"{"format": 1}"#,
      #"{"format": 1, "files": {"/etc/passwd": {"sha256": "0"}}}"#,
      #"{"format": 1, "files": {"../a": {"sha256": "0"}}}"#,
      #"{"format": 1, "files": {"a/../../b": {"sha256": "0"}}}"#,
      #"{"format": 1, "files": {"a//b": {"sha256": "0"}}}"#,
      #"{"format": 1, "files": {"a\u0000": {"sha256": "0"}}}"#,
      #"{"format": 1, "files": {".nixwiz/manifest.json": {"sha256": "0"}}}"#,
      #"{"format": 1, "files": {"a": {"sha256": 0}}}"#,
      #"{"format": 1, "files": {"a": {}}}"#,
    ])
  func `a damaged one is refused`(_ text: String) {
    #expect(throws: (any Error).self) {
      try Manifest.parse(SourceFile(name: "m", text: text)).get()
    }
  }
}
