import NixEval
import Synchronization
import TestSupport
import Testing

/// `remembered/NAME.nix` are a tree before and after some files were exchanged:
/// `{ before = { "args.nix" = "…"; }; after = { … }; }`. In each, a function is called with what
/// `args.nix` gives. Where NAME begins with `same`, the second call takes the result of the first;
/// otherwise it must not. Either way it gives what a new evaluator gives. A new case is a new file.
@Suite struct RememberedCallTests {
  private static let folder = "\(Golden.root)/NixEvalTests/remembered"

  static let cases = Fixture.names(in: folder).filter { $0.hasSuffix(".nix") }

  /// Says that it was called, and hands the arguments to the function among them. `tools.nix` stands
  /// where no file is exchanged.
  private static let library = [
    "make.nix": """
    { use, config ? { }, tools ? import ./tools.nix, ... }@args:
    builtins.trace "made" { result = use args; }
    """,
    "tools.nix": "rec { double = x: x + x; each = f: xs: map (x: f (double x)) xs; }",
  ]

  private static let expression = "(import /lib/make.nix (import /tree/args.nix)).result"

  @Test(arguments: cases) func areSharedOnlyWhereNothingDiffers(name: String) throws {
    let before = try tree("before", of: name)
    let after = try tree("after", of: name)
    let files = ExchangeableIO(before)
    let warm = Subject(files)
    _ = warm.outcome(Self.expression)
    #expect(warm.calls == 1)
    files.exchange(for: after)
    warm.evaluator.forgetFiles(below: "/tree")
    let outcome = warm.outcome(Self.expression)
    #expect(outcome == Subject(after).outcome(Self.expression))
    #expect(warm.calls == (name.hasPrefix("same") ? 1 : 2))
  }

  /// The files of a case, with the library.
  private func tree(_ part: String, of name: String) throws -> OverlayIO {
    let files = try TreeVersions.files(part, of: "\(Self.folder)/\(name)")
    let library = Self.library.mapValues { OverlayIO.Entry.file(Array($0.utf8)) }
    return OverlayIO(
      tree: files.mapValues { .file($0) }, at: "/tree",
      over: OverlayIO(tree: library, at: "/lib"))
  }

  /// An evaluator that remembers the calls of `make.nix`.
  private final class Subject {
    let evaluator: Evaluator

    init(_ files: any EvalIO) {
      var settings = EvaluationSettings()
      settings.exchangedFolder = "/tree"
      settings.rememberedFunctions = ["/lib/make.nix"]
      let count = Counter()
      settings.messageHandler = { _ in count.add() }
      counter = count
      evaluator = Evaluator(settings: settings, io: files)
    }

    private let counter: Counter
    var calls: Int { counter.value }

    /// What evaluation prints, or says in its last line.
    func outcome(_ expression: String) -> String {
      do throws(EvaluationFailure) {
        let value = try evaluator.evaluate(expression)
        return String(decoding: try evaluator.print(value, strictly: true), as: UTF8.self)
      } catch { return error.message }
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
  }
}
