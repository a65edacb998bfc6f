import NixEval
import TestSupport
import Testing

/// The language, case by case: `lang/eval-okay-NAME.nix` prints `NAME.exp`, `lang/eval-fail-NAME.nix`
/// fails with the message in `NAME.err`. A new case is two new files; what they expect is what Nix
/// 2.34 says.
@Suite struct LanguageTests {
  private static let folder = "\(Golden.root)/NixEvalTests/lang"

  private static func cases(_ prefix: String) -> [String] {
    Fixture.names(in: folder).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".nix") }
      .map { String($0.dropLast(4)) }
  }

  /// An evaluator that knows nothing of this machine.
  private func evaluator() -> Evaluator {
    var settings = EvaluationSettings()
    settings.currentTime = 0
    return Evaluator(settings: settings)
  }

  private func hidingFolder(_ text: String) -> String {
    var out = ""
    var rest = text[...]
    while let found = rest.firstRange(of: Self.folder) {
      out += rest[..<found.lowerBound] + "/pwd"
      rest = rest[found.upperBound...]
    }
    return out + rest
  }

  @Test(arguments: cases("eval-okay-")) func prints(_ name: String) throws {
    let evaluator = evaluator()
    do {
      let value = try evaluator.evaluateFile("\(Self.folder)/\(name).nix")
      let text = String(
        decoding: try evaluator.print(value, strictly: true), as: UTF8.self)
      Golden.expect(hidingFolder(text) + "\n", at: "NixEvalTests/lang/\(name).exp")
    } catch {
      Issue.record("\(name): \(error.message)")
    }
  }

  @Test(arguments: cases("eval-fail-")) func fails(_ name: String) {
    let evaluator = evaluator()
    do {
      let value = try evaluator.evaluateFile("\(Self.folder)/\(name).nix")
      let text = try evaluator.print(value, strictly: true)
      Issue.record("\(name) gives \(String(decoding: text, as: UTF8.self))")
    } catch {
      Golden.expect(hidingFolder(error.message) + "\n", at: "NixEvalTests/lang/\(name).err")
    }
  }
}
