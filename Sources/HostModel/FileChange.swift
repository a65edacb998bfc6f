/// What a run does to one file of a tree: the form in which every front end shows a plan of writing.
package struct FileChange: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    /// There was none.
    case create
    /// As we left it, and different now.
    case update
    /// Changed by the user and by us: both changes are in it.
    case merge
    /// Nothing to do.
    case identical
    /// Stays as the user left it.
    case keep
    /// As we left it, and not needed any more.
    case remove
    /// Nothing is written until the user has decided.
    case conflict

    /// Whether the file on the disk becomes another one.
    package var isChange: Bool {
      switch self {
      case .create, .update, .merge, .remove: true
      case .identical, .keep, .conflict: false
      }
    }
  }

  package var path: String
  package var status: Status
  /// What the status leaves open, in a few words; often empty.
  package var remark: String
  /// The text on the disk now; nil when there is none.
  package var before: [UInt8]?
  /// The text on the disk afterwards; nil when there is none.
  package var after: [UInt8]?

  package init(
    path: String, status: Status, remark: String, before: [UInt8]?, after: [UInt8]?
  ) {
    self.path = path
    self.status = status
    self.remark = remark
    self.before = before
    self.after = after
  }
}
