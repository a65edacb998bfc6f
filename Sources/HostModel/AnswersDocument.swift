package import SourceText
package import TextFormats

/// The answers that a user gave: checked against the catalogue, each with its place.
package struct AnswersDocument: Sendable, Hashable {
  /// A value with the place of its text.
  package struct Given: Sendable, Hashable {
    package var value: AnswerValue
    package var location: SourceLocation

    package init(value: AnswerValue, location: SourceLocation) {
      self.value = value
      self.location = location
    }
  }

  private var given: [String: Given]
  /// A question in a file under another name than today's, or with a value of another type.
  package struct Outdated: Sendable, Hashable {
    package var id: String
    /// Nil when it is not asked any more.
    package var today: String?
  }

  /// What in the file is not today's; see `AnswersMigration`.
  package internal(set) var outdated: [Outdated]
  /// For a further host of a flake, the ids whose answers are those of all hosts; nil for the first
  /// host. See `joining`.
  package internal(set) var inherited: Set<String>?

  package init(_ given: [String: Given] = [:], outdated: [Outdated] = []) {
    self.given = given
    self.outdated = outdated
  }

  package subscript(id: String) -> Given? {
    get { given[id] }
    set {
      given[id] = newValue
      inherited?.remove(id)
    }
  }

  /// The ids that have an answer, sorted.
  package var ids: [String] { given.keys.sorted() }

  /// The answers of this document with those of `other` over them.
  package func overlaid(by other: AnswersDocument) -> AnswersDocument {
    var document = self
    for (id, answer) in other.given { document[id] = answer }
    document.outdated += other.outdated
    return document
  }

  /// How deep and how long an answers file may be.
  package static let limits = TextLimits(depth: 32, size: 4 << 20)

  /// Reads an answers file; its name decides the language: `.json`, `.toml`, else literal Nix.
  ///
  /// All problems are reported, not the first alone; answers without a problem are kept.
  package static func parse(
    _ file: SourceFile, catalog: QuestionCatalog = .standard,
    migration: AnswersMigration = .standard
  ) -> (AnswersDocument, [Diagnostic]) {
    let (root, problems) = tree(of: file)
    guard let root else { return (AnswersDocument(), problems) }
    var decoder = AnswersDecoder(file: file, catalog: catalog, migration: migration)
    decoder.decode(root)
    return (
      AnswersDocument(decoder.given, outdated: decoder.outdated), problems + decoder.problems
    )
  }

  private static func tree(of file: SourceFile) -> (TextNode?, [Diagnostic]) {
    let name = file.name.lowercased()
    do throws(TextError) {
      if name.hasSuffix(".json") {
        return (try JSONDocument.parse(file.bytes, limits: limits), [])
      }
      if name.hasSuffix(".toml") {
        return (try TOMLDocument.parse(file.bytes, limits: limits), [])
      }
    } catch {
      return (nil, [error.diagnostic(in: file)])
    }
    return LiteralAnswers.tree(of: file)
  }
}
