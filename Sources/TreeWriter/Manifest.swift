import SourceText
import TextFormats

/// What an earlier run wrote into a tree: `.nixwiz/manifest.json`.
///
/// The hashes tell a file that is as we left it from one that the user changed.
package struct Manifest: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    /// SHA-256 of the generated text, in hexadecimal.
    package var hash: String
    /// Written once and the user's since then.
    package var userOwned: Bool

    package init(hash: String, userOwned: Bool = false) {
      self.hash = hash
      self.userOwned = userOwned
    }
  }

  /// A file with conflict markers that lies beside a file of the tree and waits for the user.
  ///
  /// The hashes say what it was made from: it can take the place of the file only while the user's
  /// and the generated text are still those two.
  package struct SideFile: Sendable, Hashable {
    /// SHA-256 of the user's text.
    package var yours: String
    /// SHA-256 of the generated text.
    package var generated: String
    /// SHA-256 of the text with the markers.
    package var marked: String

    package init(yours: String, generated: String, marked: String) {
      self.yours = yours
      self.generated = generated
      self.marked = marked
    }
  }

  /// The version of the program that wrote the tree.
  package var version: String
  /// By path relative to the root of the tree.
  package var files: [String: File]
  /// By the path of the file in conflict.
  package var sideFiles: [String: SideFile]

  package init(
    version: String, files: [String: File] = [:], sideFiles: [String: SideFile] = [:]
  ) {
    self.version = version
    self.files = files
    self.sideFiles = sideFiles
  }

  /// The number of this form of the document; a higher one is from a later program.
  static let format = 1

  /// The document, with a newline at its end.
  package var json: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.key("format")
    writer.integer(Self.format)
    writer.key("version")
    writer.string(version)
    writer.key("files")
    writer.beginObject()
    for (path, file) in Self.sorted(files) {
      writer.key(path)
      writer.beginObject()
      writer.key("sha256")
      writer.string(file.hash)
      if file.userOwned {
        writer.key("userOwned")
        writer.bool(true)
      }
      writer.endObject()
    }
    writer.endObject()
    if !sideFiles.isEmpty { writeSideFiles(to: &writer) }
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  private func writeSideFiles(to writer: inout JSONWriter) {
    writer.key("conflicts")
    writer.beginObject()
    for (path, file) in Self.sorted(sideFiles) {
      writer.key(path)
      writer.beginObject()
      for (name, hash) in [
        ("yours", file.yours), ("generated", file.generated), ("marked", file.marked),
      ] {
        writer.key(name)
        writer.string(hash)
      }
      writer.endObject()
    }
    writer.endObject()
  }

  private static func sorted<Value>(_ files: [String: Value]) -> [(key: String, value: Value)] {
    files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// Reads the document. It lies in a folder that others may write to, so nothing in it is believed
  /// before it was looked at: a path that leaves the tree would make us remove foreign files.
  static func parse(_ file: SourceFile) -> Result<Manifest, DiagnosticError> {
    switch JSONDocument.parse(file) {
    case .failure(let error): .failure(error)
    case .success(let root): read(root, in: file)
    }
  }

  private static func read(
    _ root: TextNode, in file: SourceFile
  ) -> Result<Manifest, DiagnosticError> {
    func damaged(_ message: String, _ node: TextNode) -> Result<Manifest, DiagnosticError> {
      let place = SourceLocation(file: file, span: node.span)
      let fix = "restore the file, or remove the folder .nixwiz to make all files foreign"
      return .failure(
        DiagnosticError(.error("damaged-manifest", message, at: place, fix: fix)))
    }
    guard case .integer(let format)? = root["format"]?.value, let files = root["files"]?.members
    else { return damaged("this is no manifest of nixwiz", root) }
    guard format == Self.format else {
      return damaged("this manifest has format \(format), only \(Self.format) is known", root)
    }
    var manifest = Manifest(version: "")
    if case .string(let version)? = root["version"]?.value { manifest.version = version }
    for member in files {
      guard TreePath.isValid(member.name), !member.name.hasPrefix("\(TreePath.records)/"),
        case .string(let hash)? = member.node["sha256"]?.value
      else { return damaged("this is no entry of a manifest", member.node) }
      let userOwned = member.node["userOwned"]?.value == .bool(true)
      manifest.files[member.name] = File(hash: hash, userOwned: userOwned)
    }
    for member in root["conflicts"]?.members ?? [] {
      func hash(_ name: String) -> String? {
        if case .string(let hash)? = member.node[name]?.value { hash } else { nil }
      }
      guard manifest.files[member.name] != nil, let yours = hash("yours"),
        let generated = hash("generated"), let marked = hash("marked")
      else { return damaged("this is no conflict of a manifest", member.node) }
      manifest.sideFiles[member.name] = SideFile(
        yours: yours, generated: generated, marked: marked)
    }
    return .success(manifest)
  }
}
