package import HostModel
package import SourceText

/// What answers lead to: decisions, files, findings. Made away from the screen, from one version of
/// the answers.
package struct Outlook: Sendable {
  /// A decision of the plan, for people.
  package struct Decision: Sendable, Equatable {
    package var subject: String
    package var value: String
    package var reason: String
    /// The question that leaves it to the program, where there is one.
    package var question: String?

    package init(subject: String, value: String, reason: String, question: String? = nil) {
      self.subject = subject
      self.value = value
      self.reason = reason
      self.question = question
    }
  }

  /// A line of a file, or of the difference of two.
  package struct Line: Sendable, Equatable {
    package enum Mark: Sendable, Equatable {
      case same, added, removed
    }

    package var mark: Mark
    package var text: String
    /// Whether it goes on with the line above.
    var isContinuation = false

    package init(_ mark: Mark, _ text: String) {
      self.mark = mark
      self.text = text
    }

    /// The line in pieces of so many columns; what does not fit goes on four columns further right
    /// than the line begins.
    func broken(width: Int) -> [Line] {
      var pieces: [Line] = []
      var rest = self
      let indent = String(repeating: " ", count: text.prefix { $0 == " " }.count + 4)
      while DisplayWidth.of(rest.text) > width, indent.count < width / 2 {
        let head = DisplayWidth.prefix(rest.text, columns: width)
        guard !head.isEmpty else { break }
        var piece = rest
        piece.text = String(head)
        pieces.append(piece)
        rest.text = indent + rest.text.dropFirst(head.count)
        rest.isContinuation = true
      }
      return pieces + [rest]
    }
  }

  /// A file of the flake, and what would happen to it.
  package struct File: Sendable, Equatable {
    /// What a run would do to the file: `+` new, `~` changed, `&` changed with the user's edits in
    /// it, `=` stays, `-` removed, `x` impossible.
    package var sign: Character
    package var path: String
    /// What the sign leaves open, such as `yours`.
    package var remark: String
    /// The text that it will have, with the lines marked that the last answer changed.
    package var lines: [Line]
    /// The difference from the disk.
    package var changes: [Line]
    /// The places where an edit of the user's excludes a change, decided or not.
    package var conflicts: [EditConflict]

    package init(
      sign: Character, path: String, remark: String, lines: [Line], changes: [Line],
      conflicts: [EditConflict] = []
    ) {
      self.sign = sign
      self.path = path
      self.remark = remark
      self.lines = lines
      self.changes = changes
      self.conflicts = conflicts
    }

    package var added: Int { changes.count { $0.mark == .added } }
    package var removed: Int { changes.count { $0.mark == .removed } }
  }

  /// Something that the plan or the check found, with the questions that caused it.
  package struct Finding: Sendable, Equatable {
    package var diagnostic: Diagnostic
    package var questions: [String]

    package init(_ diagnostic: Diagnostic, questions: [String] = []) {
      self.diagnostic = diagnostic
      self.questions = questions
    }

    package var isError: Bool { diagnostic.severity == .error }

    /// Whether it says the same as another, wherever its line is now.
    func isAbout(_ other: Finding?) -> Bool {
      diagnostic.code == other?.diagnostic.code && diagnostic.message == other?.diagnostic.message
    }
  }

  package var decisions: [Decision]
  package var files: [File]
  package var findings: [Finding]
  /// How much the check proved, in one word, and how long that took; nil when nothing was checked.
  package var proof: (depth: CheckReport.Depth, seconds: Double)?
  /// Derivations of the hosts, where they were evaluated in full.
  package var derivations: [String]
  /// What building them takes, where that is known, as lines.
  package var costs: [String]
  /// Whether the files may be written.
  package var isWritable: Bool

  package init(
    decisions: [Decision] = [], files: [File] = [], findings: [Finding] = [],
    proof: (depth: CheckReport.Depth, seconds: Double)? = nil, derivations: [String] = [],
    costs: [String] = [], isWritable: Bool = false
  ) {
    self.decisions = decisions
    self.files = files
    self.findings = findings
    self.proof = proof
    self.derivations = derivations
    self.costs = costs
    self.isWritable = isWritable
  }

  package var errors: Int { findings.count { $0.diagnostic.severity == .error } }
  package var warnings: Int { findings.count { $0.diagnostic.severity == .warning } }
}

/// Lines of generated files that a question decides about.
package struct Influence: Sendable, Equatable {
  package struct Place: Sendable, Equatable {
    package var path: String
    /// Counted from 1.
    package var line: Int

    package init(path: String, line: Int) {
      self.path = path
      self.line = line
    }
  }

  /// In the order of paths and lines.
  package var places: [Place]

  package init(places: [Place]) { self.places = places }
}
