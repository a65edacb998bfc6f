/// A set of files in memory: what the templates give, what is checked, what is written.
package struct RenderedTree: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    package var bytes: [UInt8]
    /// Written once and then the user's: never changed by a later run.
    package var userOwned = false
    /// The text that this one was made from by editing it, such as an answers file with a new
    /// answer: where it stands on the disk, writing this one loses nothing.
    package var editedFrom: [UInt8]?
    /// The host that the file is written for; others may import it. Nil for a file of all hosts.
    package var host: String?

    package init(
      bytes: [UInt8], userOwned: Bool = false, editedFrom: [UInt8]? = nil, host: String? = nil
    ) {
      self.bytes = bytes
      self.userOwned = userOwned
      self.editedFrom = editedFrom
      self.host = host
    }
  }

  /// By path relative to the root, with `/` between the parts and no `.` or `..`.
  package private(set) var files: [String: File]

  package init() { files = [:] }

  /// The paths in byte order.
  package var paths: [String] {
    files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package subscript(path: String) -> File? {
    get { files[path] }
    set { files[path] = newValue }
  }
}
