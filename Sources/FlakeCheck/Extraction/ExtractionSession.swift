import NixEval
import NixLanguage

/// One expression over a nixpkgs, in as many evaluators, one after the other, as memory asks for.
///
/// All values of an evaluator stay until it ends, and all packages together are worth tens of
/// gigabytes. So work is cut into units; when an evaluator has grown past the budget, the next unit
/// begins with a new one, which evaluates the shared part again (packages: 0.3 s).
final class ExtractionSession {
  private let nixpkgs: String
  private let file: String
  private let budget: Int
  private var current: Evaluator?
  private var root: Value?
  private let messages = MessageCollector()
  private(set) var skipped: [FactExtraction.Skip] = []

  /// The system that the facts are of: the one of most machines, and the one that nixpkgs is tested on
  /// most.
  static let system = "x86_64-linux"

  /// - Parameters:
  ///   - file: a file of the stand-in, a function of the nixpkgs and the system.
  ///   - budget: bytes of an evaluator after which another one goes on.
  init(nixpkgs: String, file: String, budget: Int) {
    self.nixpkgs = nixpkgs
    self.file = file
    self.budget = budget
  }

  /// Does a unit of work with what the expression gives. Errors of evaluation that the unit does not
  /// catch are thrown.
  func unit<Result>(_ body: (Unit) throws -> Result) throws(EvaluationFailure) -> Result {
    let evaluator = try prepared()
    return try evaluator.onEvaluationStack {
      guard let root else { throw evaluator.failure("no expression") }
      let unit = Unit(session: self, evaluator: evaluator, root: root)
      return try body(unit)
    }
  }

  /// Gives the memory back.
  func end() {
    current = nil
    root = nil
  }

  private func prepared() throws(EvaluationFailure) -> Evaluator {
    if let current, current.isReusable(below: budget) { return current }
    // Before the next is made: two would need the memory of two.
    current = nil
    root = nil
    var settings = EvaluationSettings()
    settings.isPure = true
    settings.allowedPaths = [nixpkgs, StandIn.path]
    settings.system = Self.system
    settings.messageHandler = { [messages] in messages.add($0) }
    let files = StandIn.files.filter { $0.key == file }
    let io = OverlayIO(tree: files.mapValues { .file($0) }, at: StandIn.path)
    let evaluator = Evaluator(settings: settings, io: io)
    // A path, not a text: relative paths of nixpkgs start from it.
    let path = "(/. + \(NixLiteral.quoted(nixpkgs)))"
    root = try evaluator.evaluate(
      "import \(StandIn.path)/\(file) { nixpkgs = \(path); system = \"\(Self.system)\"; }",
      name: "extract")
    current = evaluator
    return evaluator
  }

  /// What one unit of work has at hand.
  struct Unit {
    let session: ExtractionSession
    let evaluator: Evaluator
    let root: Value

    /// Evaluates a part that may fail on its own: nil when it does. What ends the whole evaluation is
    /// thrown on.
    func attempt<Result>(_ name: String, _ body: () throws -> Result?) throws -> Result? {
      do { return try body() } catch {
        let failure = evaluator.export(error)
        if case .interrupted = failure.kind { throw error }
        session.skipped.append(.init(name: name, reason: failure.message))
        return nil
      }
    }

    func set(_ value: Value) throws -> SetReader? {
      let value = try evaluator.force(value)
      return value.isAttributes ? SetReader(set: value.attributes, evaluator: evaluator) : nil
    }

    /// The names of a list of strings.
    func names(_ name: String, of reader: SetReader) throws -> [String] {
      try reader.elements(name).map { try evaluator.force($0).string.text }
    }

    func name(_ entry: AttributeEntry) -> String { evaluator.symbols.name(entry.symbol).text }

    /// Warnings that evaluation gives.
    func warnings(of body: () throws -> Void) rethrows -> [String] {
      let count = session.messages.count
      try body()
      return session.messages.warnings(since: count)
    }
  }
}
