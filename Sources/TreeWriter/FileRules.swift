import HostModel

/// What is to happen to one file, from its history alone.
struct FileRules {
  /// What is generated now; nil when the file is not generated any more.
  var file: RenderedTree.File?
  /// What the last run wrote at this place.
  var known: Manifest.File?
  /// The text of the last run; nil when it is lost.
  var base: [UInt8]?
  var onDisk: TreeSnapshot.Item
  /// The file with conflict markers beside it, and what we know about it.
  var sideFile: (item: TreeSnapshot.Item, record: Manifest.SideFile?) = (.absent, nil)
  /// What stands where the user's text goes when the file is not generated any more.
  var aside: TreeSnapshot.Item = .absent
  var force = false
  /// What the user decided about the places that exclude each other.
  var decisions: [EditConflict: EditConflict.Decision] = [:]

  /// An action with its result.
  struct Outcome {
    var action: WritePlan.Action
    /// The text on the disk afterwards; nil when there is none.
    var after: [UInt8]?
    /// The text for the file with the markers.
    var marked: [UInt8]?
    /// The places that need, or needed, a decision.
    var places: [EditConflict]

    init(
      _ action: WritePlan.Action, _ after: [UInt8]?, marked: [UInt8]? = nil,
      places: [EditConflict] = []
    ) {
      self.action = action
      self.after = after
      self.marked = marked
      self.places = places
    }
  }

  /// Nil when there is nothing and is to be nothing.
  var outcome: Outcome? {
    switch onDisk {
    case .absent:
      guard let file else { return nil }
      // What the user deleted stays deleted.
      return known == nil || force
        ? Outcome(.create, file.bytes) : Outcome(.keep(.deleted), nil)
    case .blocked(let place, let what):
      return file.map { _ in Outcome(.conflict(.blocked(by: place, what)), nil) }
    case .obstacle(let what):
      guard let file else { return nil }
      // The user may have put a link where the user's own module was.
      return Outcome(file.userOwned ? .keep(.userOwned) : .conflict(.obstacle(what)), nil)
    case .file(let bytes):
      guard let file else { return notGenerated(bytes) }
      return generated(file, bytes)
    }
  }

  private func notGenerated(_ bytes: [UInt8]) -> Outcome? {
    guard let known else { return nil }
    if known.userOwned { return Outcome(.keep(.userOwned), bytes) }
    let isUntouched = ContentHash.hexadecimal(of: bytes) == known.hash
    if isUntouched || force { return Outcome(.remove, nil) }
    if aside == .absent || aside == .file(bytes) { return Outcome(.setAside, nil) }
    return whole(bytes, base: base, generated: nil, conflict: .orphaned)
  }

  private func generated(_ file: RenderedTree.File, _ bytes: [UInt8]) -> Outcome {
    if bytes == file.bytes { return Outcome(.identical, bytes) }
    if file.userOwned { return Outcome(.keep(.userOwned), bytes) }
    let update = Outcome(.update, file.bytes)
    let hash = ContentHash.hexadecimal(of: bytes)
    if hash == known?.hash { return update }
    if file.editedFrom == bytes { return Outcome(.merge, file.bytes) }
    guard let known, !known.userOwned else {
      return force ? update : whole(bytes, base: nil, generated: file.bytes, conflict: .foreign)
    }
    if force { return update }
    let generated = ContentHash.hexadecimal(of: file.bytes)
    if known.hash == generated { return Outcome(.keep(.edited), bytes) }
    let merge = ThreeWayMerge(base: base, yours: bytes, generated: file.bytes)
    if let text = merge.text {
      return text == bytes ? Outcome(.keep(.edited), bytes) : Outcome(.merge, text)
    }
    let places = merge.conflicts
    if let text = merge.resolved(decisions) {
      return Outcome(text == bytes ? .keep(.edited) : .merge, text, places: places)
    }
    if let decided = decided(yours: hash, generated: generated) { return Outcome(.merge, decided) }
    return Outcome(
      .conflict(.edited(places: merge.conflictCount, state(yours: hash, generated: generated))),
      bytes, marked: merge.marked, places: places)
  }

  /// A conflict about a file as a whole: the user's stays, or what we have takes its place.
  private func whole(
    _ bytes: [UInt8], base: [UInt8]?, generated: [UInt8]?, conflict: WritePlan.Conflict
  ) -> Outcome {
    let place = EditConflict(line: 1, base: base, yours: bytes, generated: generated)
    return switch (decisions[place], generated) {
    case (.yours, _): Outcome(.keep(.edited), bytes, places: [place])
    case (.generated, let generated?): Outcome(.update, generated, places: [place])
    case (.generated, nil): Outcome(.remove, nil, places: [place])
    case (.edited(let text), _): Outcome(.merge, text, places: [place])
    case (nil, _): Outcome(.conflict(conflict), bytes, places: [place])
    }
  }

  // MARK: Conflicts that wait for the user

  /// The user's decision: the side file without markers, while it still fits.
  private func decided(yours: String, generated: String) -> [UInt8]? {
    guard case .file(let text) = sideFile.item, let record = sideFile.record,
      record.yours == yours, record.generated == generated,
      ThreeWayMerge.markers(in: text) == 0
    else { return nil }
    return text
  }

  private func state(yours: String, generated: String) -> WritePlan.SideFileState {
    guard case .file(let text) = sideFile.item else { return .fresh }
    guard let record = sideFile.record else { return .outdated }
    if ContentHash.hexadecimal(of: text) == record.marked { return .fresh }
    let fits = record.yours == yours && record.generated == generated
    return fits ? .unfinished(markers: ThreeWayMerge.markers(in: text)) : .outdated
  }
}
