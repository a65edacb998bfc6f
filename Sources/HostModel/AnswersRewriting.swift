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
    for old in read.outdated {
      let path = old.id.split(separator: ".").map(String.init)
      let today = old.today.flatMap { QuestionCatalog.standard[$0] }
      if let today, let answer = written(today),
        path == today.path || editor.changeName(of: path, to: today.path)
      {
        editor.set(today.path, to: literal(of: today, answer))
      } else {
        // Where its group holds others, it comes in at its place below.
        editor.remove(path)
        if let today { document[today.id] = nil }
      }
    }
    for question in QuestionCatalog.standard.questions {
      guard let answer = written(question) else {
        if document[question.id] != nil { editor.remove(question.path) }
        continue
      }
      guard document[question.id]?.value != answer.value else { continue }
      editor.set(question.path, to: literal(of: question, answer))
    }
    // An old file in which nothing changes may stay old.
    if migration.format > 1, editor.bytes != file.bytes {
      editor.set([AnswersDecoder.formatName], to: .integer(migration.format))
    }
    return editor.bytes
  }

  /// Whether a file lacks the host id of ZFS, which a change of the machine may bring up. It has to be
  /// written down: made from the host's name, it would change with that, and pools would not open.
  package func needsPinning(in file: SourceFile) -> Bool {
    guard let question = QuestionCatalog.standard[AnswerKey.disksHostID.id],
      written(question) != nil
    else { return false }
    return AnswersDocument.parse(file).0[question.id] == nil
  }

  private func literal(of question: Question, _ answer: Answer) -> NixLiteral {
    LiteralAnswers.literal(question.type.trimmed(answer.value))
  }
}
