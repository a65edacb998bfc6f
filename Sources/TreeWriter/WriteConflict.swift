import SourceText

extension WritePlan {
  /// Why a file cannot become what it should be.
  package enum Conflict: Sendable, Hashable {
    /// Not written by us.
    case foreign
    /// Changed by the user and by us, in different ways at this many places.
    case edited(places: Int, SideFileState)
    /// Changed by the user, and not generated any more; where its text would go is another one.
    case orphaned
    /// Changed by the user since the write that is to be undone, in the same places.
    case editedSince(places: Int)
    /// Not a file.
    case obstacle(String)
    /// Below something that is not a folder.
    case blocked(by: String, String)

    /// Whether it comes from an edit of the user's, and not from what stands in the way.
    package var isMerge: Bool {
      switch self {
      case .edited, .orphaned, .editedSince: true
      case .foreign, .obstacle, .blocked: false
      }
    }
  }

  /// The file with the markers, beside the one in conflict.
  package enum SideFileState: Sendable, Hashable {
    /// To be written: there is none, or one that nobody touched.
    case fresh
    /// The user is at work on it: this many marker lines are left.
    case unfinished(markers: Int)
    /// The user worked on it, but one of the texts it was made from has changed since.
    case outdated
  }
}

extension WritePlan.Conflict {
  /// In a few words, for tables.
  var remark: String {
    switch self {
    case .foreign: "not written by nixwiz"
    case .edited(1, _): "edited by you, and changed in the same place"
    case .edited(let places, _): "edited by you, and changed in the same \(places) places"
    case .orphaned: "edited by you, and not needed any more"
    case .editedSince: "edited by you in the same place since"
    case .obstacle(let what): "is \(what)"
    case .blocked(let place, let what): "\(place) is \(what)"
    }
  }

  func diagnostic(path: String) -> Diagnostic {
    switch self {
    case .foreign:
      .error(
        "foreign-file", "\(path) exists and was not written by nixwiz",
        fix: "choose another folder with --output, or overwrite it with --force")
    case .edited(let places, let state):
      .error(
        "edited-file",
        "\(path) was edited since nixwiz wrote it, and "
          + (places == 1 ? "one place" : "\(places) places")
          + " of these edits would change now",
        fix: Self.fix(path, state))
    case .orphaned:
      .error(
        "orphaned-edit", "\(path) was edited since nixwiz wrote it, and is not generated any more",
        fix: "move \(TreePath.aside(of: path)) away, which holds earlier edits, and run the "
          + "command again; or drop the edits with --force")
    case .editedSince(let places):
      .error(
        "edited-since",
        "\(path) was edited since that write, in " + (places == 1 ? "a place" : "\(places) places")
          + " that would be undone",
        fix: "the text from before is in \(TreePath.undo): take from it what you need")
    case .obstacle(let what):
      .error(
        "not-a-file", "\(path) is \(what), and a file is to be written there",
        fix: "move it out of the way")
    case .blocked(let place, let what):
      .error(
        "not-a-folder", "\(path) cannot be written because \(place) is \(what)",
        fix: "move it out of the way; nixwiz writes through no link")
    }
  }

  private static func fix(_ path: String, _ state: WritePlan.SideFileState) -> String {
    let side = TreePath.sideFile(of: path)
    return switch state {
    case .fresh:
      "decide in \(side), remove its markers and run the command again; or take the "
        + "generated text with --force"
    case .unfinished(let markers):
      "\(side) still holds \(markers) marker lines: decide, remove them and run the command again"
    case .outdated:
      "\(side) was made from other texts: move it away and run the command again"
    }
  }
}
