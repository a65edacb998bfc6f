import SourceText
import TextFormats

/// What one write replaced: a folder `.nixwiz/undo/NUMBER` with the old texts below `before`, and
/// below `after` the new ones that are nowhere else (merged with edits of the user's).
///
/// It is written in the same transaction as the tree, so a tree and what can be undone always fit.
struct UndoEntry {
  /// How many writes can be undone. An entry has the size of the files that its write changed,
  /// some 100 KB at most.
  static let maximumCount = 10
  /// The number of this form of the document.
  static let format = 1

  /// One file of the write.
  struct File: Hashable {
    /// Whether there was one before.
    var existed: Bool
    /// SHA-256 of the text that was written; nil when the file was removed.
    var after: String?
  }

  let number: Int
  private(set) var paths: [String: File]
  /// Everything that the entry consists of, by path in the tree.
  private(set) var files: [String: [UInt8]] = [:]

  /// The entry for a plan that is about to be committed.
  init(of plan: WritePlan) {
    number = (plan.snapshot.undo.keys.max() ?? 0) + 1
    paths = [:]
    let writes = plan.writes
    for path in plan.removals.union(writes.keys) {
      let before = plan.snapshot[path].bytes
      let after = writes[path]
      paths[path] = File(existed: before != nil, after: after.map(ContentHash.hexadecimal))
      if let before { files[Self.before(path, number)] = before }
      if let after, !TreePath.isRecord(path), plan.records[TreePath.base(of: path)] != after {
        files[Self.after(path, number)] = after
      }
    }
    files["\(Self.folder(number))/entry.json"] = json
    files[Self.ignoreFile] = Array("*\n".utf8)
  }

  /// Keeps git from adding old texts.
  static let ignoreFile = "\(TreePath.undo)/.gitignore"

  static func folder(_ number: Int) -> String { "\(TreePath.undo)/\(number)" }
  static func document(_ number: Int) -> String { "\(folder(number))/entry.json" }
  static func before(_ path: String, _ number: Int) -> String { "\(folder(number))/before/\(path)" }
  static func after(_ path: String, _ number: Int) -> String { "\(folder(number))/after/\(path)" }

  /// The files of entries that go when one is added.
  static func expired(_ snapshot: TreeSnapshot) -> [String] {
    snapshot.undo.keys.sorted().dropLast(maximumCount - 1).flatMap { snapshot.undo[$0] ?? [] }
  }

  // MARK: The document

  private var json: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.key("format")
    writer.integer(Self.format)
    writer.key("files")
    writer.beginObject()
    for (path, file) in paths.sorted(by: { $0.key < $1.key }) {
      writer.key(path)
      writer.beginObject()
      writer.key("existed")
      writer.bool(file.existed)
      writer.key("after")
      if let after = file.after { writer.string(after) } else { writer.null() }
      writer.endObject()
    }
    writer.endObject()
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// Reads the document of an entry; nil when it is damaged. As with the manifest, no path in it is
  /// believed.
  init?(number: Int, _ file: SourceFile) {
    guard case .success(let root) = JSONDocument.parse(file),
      root["format"]?.value == .integer(Int64(Self.format)), let members = root["files"]?.members
    else { return nil }
    self.number = number
    paths = [:]
    for member in members {
      guard TreePath.isValid(member.name), !member.name.hasPrefix("\(TreePath.undo)/"),
        case .bool(let existed)? = member.node["existed"]?.value
      else { return nil }
      var after: String?
      if case .string(let hash)? = member.node["after"]?.value { after = hash }
      paths[member.name] = File(existed: existed, after: after)
    }
  }
}
