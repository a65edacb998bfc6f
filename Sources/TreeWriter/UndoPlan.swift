import HostModel
import SourceText

extension TreeWriter {
  /// What would take back the last write; nil when there is none. Edits made since then stay, by the
  /// same merge that a write does.
  package func undoPlan() throws(WriteFailure) -> WritePlan? {
    let found = try read(paths: [])
    guard let number = found.undo.keys.max(), let paths = found.undo[number] else { return nil }
    let document = try read(paths: [UndoEntry.document(number)])
    let damaged = WriteFailure.unsuitable(
      "\(target)/\(UndoEntry.folder(number))", reason: "is damaged",
      fix: "remove it to undo the write before")
    guard let bytes = document[UndoEntry.document(number)].bytes,
      let entry = UndoEntry(
        number: number, SourceFile(name: UndoEntry.document(number), bytes: bytes))
    else { throw damaged }
    let snapshot = try read(paths: paths + Array(entry.paths.keys) + [UndoEntry.ignoreFile])
    guard let plan = WritePlan.undo(entry, snapshot) else { throw damaged }
    return plan
  }
}

extension WritePlan {
  /// The plan that takes back a write; nil when a text of the entry is missing.
  fileprivate static func undo(_ undo: UndoEntry, _ snapshot: TreeSnapshot) -> WritePlan? {
    var entries: [Entry] = []
    var records: [String: [UInt8]] = [:]
    var obsolete = Set(snapshot.undo[undo.number] ?? [])
    if snapshot.undo.count == 1 { obsolete.insert(UndoEntry.ignoreFile) }
    for (path, file) in undo.paths {
      let before = snapshot[UndoEntry.before(path, undo.number)].bytes
      guard file.existed == (before != nil) else { return nil }
      guard !TreePath.isRecord(path) else {
        if let before { records[path] = before } else { obsolete.insert(path) }
        continue
      }
      let written =
        snapshot[UndoEntry.after(path, undo.number)].bytes
        ?? snapshot[TreePath.base(of: path)].bytes
      entries.append(
        entry(path, before: before, after: file.after, written: written, snapshot[path]))
    }
    return WritePlan(
      entries: entries, records: records, snapshot: snapshot, obsolete: obsolete, isUndoable: false)
  }

  /// The rules for one file. `after` is the hash of what was written, `written` its text.
  private static func entry(
    _ path: String, before: [UInt8]?, after: String?, written: [UInt8]?, _ item: TreeSnapshot.Item
  ) -> Entry {
    func entry(_ action: Action, _ new: [UInt8]?) -> Entry {
      Entry(path: path, action: action, old: item.bytes, new: new)
    }
    let bytes: [UInt8]
    switch item {
    case .absent:
      if let before, after == nil { return entry(.create, before) }
      return entry(before == nil ? .identical : .keep(.deleted), nil)
    case .obstacle(let what): return entry(.conflict(.obstacle(what)), nil)
    case .blocked(let place, let what): return entry(.conflict(.blocked(by: place, what)), nil)
    case .file(let found): bytes = found
    }
    if bytes == before { return entry(.identical, bytes) }
    if ContentHash.hexadecimal(of: bytes) == after {
      return before.map { entry(.update, $0) } ?? entry(.remove, nil)
    }
    // Made by that write and edited since, or made by the user since: it stays.
    guard let before, after != nil else { return entry(.keep(.edited), bytes) }
    let base = written.flatMap { ContentHash.hexadecimal(of: $0) == after ? $0 : nil }
    let merge = ThreeWayMerge(base: base, yours: bytes, generated: before)
    guard let text = merge.text else {
      return entry(.conflict(.editedSince(places: merge.conflictCount)), bytes)
    }
    return text == bytes ? entry(.keep(.edited), bytes) : entry(.merge, text)
  }
}
