/// A place where an edit of the user's and a change of ours exclude each other, with all texts.
package struct EditConflict: Sendable, Hashable {
  /// What is to become of it.
  package enum Decision: Sendable, Hashable {
    /// The text of the user.
    case yours
    /// The text that is generated now.
    case generated
    /// A text that the user made of them: whole lines, each with its end.
    case edited([UInt8])
  }

  /// The line of the user's text that it begins at, counted from 1.
  package var line: Int
  /// What was generated before; nil when that is lost, or was never there.
  package var base: [UInt8]?
  package var yours: [UInt8]
  /// Nil when the file is not generated any more.
  package var generated: [UInt8]?

  package init(line: Int, base: [UInt8]?, yours: [UInt8], generated: [UInt8]?) {
    self.line = line
    self.base = base
    self.yours = yours
    self.generated = generated
  }
}
