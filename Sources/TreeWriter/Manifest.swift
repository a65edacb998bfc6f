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

  /// The version of the program that wrote the tree.
  package var version: String
  /// By path relative to the root of the tree.
  package var files: [String: File]

  package init(version: String, files: [String: File] = [:]) {
    self.version = version
    self.files = files
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
    for (path, file) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
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
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
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
    return .success(manifest)
  }
}

/// Paths inside a tree.
enum TreePath {
  /// The folder of our own records.
  static let records = ".nixwiz"
  static let manifest = "\(records)/manifest.json"
  static let hardware = "\(records)/hardware.json"
  /// Below it, every generated file as it was last generated.
  static let base = "\(records)/base"

  /// Whether a path stays inside the tree: relative, no empty part, no `.` and `..`, no NUL, and at
  /// most 1,024 bytes.
  static func isValid(_ path: String) -> Bool {
    guard !path.isEmpty, path.utf8.count <= 1024, !path.utf8.contains(0) else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".."
    }
  }

  /// The folders above a path, outermost first: `a`, `a/b` for `a/b/c`.
  static func parents(of path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }
}
