import NixLanguage
package import SourceText

extension Answers {
  /// A file of answers in literal Nix, edited so that it holds these answers: what is in it already
  /// stays as it is spelt, and so does every comment. Nil for files of other languages and for files
  /// with errors, which nothing can be done about but to write a new one.
  package func nixText(
    editing file: SourceFile, migration: AnswersMigration = .standard
  ) -> [UInt8]? {
    let (read, problems) = AnswersDocument.parse(file, migration: migration)
    let order =
      [[AnswersDecoder.formatName]] + QuestionCatalog.standard.questions.map(\.path)
    guard !problems.contains(where: { $0.severity == .error }),
      var editor = LiteralEditor(file, order: order)
    else { return nil }
    var document = read
    for id in read.outdated {
      editor.remove(id.split(separator: ".").map(String.init))
      document =
        AnswersDocument.parse(
          SourceFile(name: file.name, bytes: editor.bytes), migration: migration
        ).0
    }
    if migration.format > 1 {
      editor.set([AnswersDecoder.formatName], to: .integer(migration.format))
    }
    for question in QuestionCatalog.standard.questions {
      guard let answer = written(question) else {
        if document[question.id] != nil { editor.remove(question.path) }
        continue
      }
      guard document[question.id]?.value != answer.value else { continue }
      editor.set(question.path, to: LiteralAnswers.literal(question.type.trimmed(answer.value)))
    }
    return editor.bytes
  }
}
