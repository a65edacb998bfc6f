import NixEval
import TestSupport
import Testing

/// Calls of `nixwizRepeat` after one exchange after the other; `exchanged/repeat-*.nix` are the cases of one
/// exchange.
@Suite struct RepeatedCallTests {
  /// Systems that come, go, get other names and arguments, and read one another.
  @Test(arguments: 0..<60) func randomSystemsGiveWhatNewEvaluatorsGive(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var systems = RandomSystems(&random)
    let subject = ExchangeSubject(systems.files, reachesValues: true)
    var refused = 0
    for round in 0..<12 {
      #expect(
        subject.outcome() == ExchangeSubject(systems.files, reachesValues: true).outcome(),
        "round \(round) of:\n\(systems.text)")
      systems.change(&random)
      if !subject.exchangesOrForgets(systems.files, limit: 1) { refused += 1 }
    }
    // Systems that need themselves are evaluated anew.
    #expect(refused < 12)
  }

  /// A system goes on being the same frame, however often its name is another one.
  @Test func systemsKeepTheirFrames() {
    func tree(_ name: String) -> [String: [UInt8]] {
      let text =
        "let system = import /lib/systems.nix; in { \(name) = system { first = 1; }; }"
      return ["main.nix": Array(text.utf8)]
    }
    let subject = ExchangeSubject(tree("a"), reachesValues: true)
    _ = subject.outcome()
    for name in ["b", "c", "a", "bc"] {
      subject.exchange(for: tree(name))
      _ = subject.outcome()
      #expect(subject.words.isEmpty, "\(name)")
    }
  }
}

/// A set of systems, some of them called through functions and conditions.
struct RandomSystems: RandomTree {
  private static let names = ["a", "b", "c", "d"]
  private var systems: [(name: String, text: String)] = []
  private var shared = 0

  init(_ random: inout SplitMix) {
    for name in Self.names.prefix(3) { systems.append((name, Self.system(&random))) }
  }

  mutating func change(_ random: inout SplitMix) {
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let free = Self.names.filter { name in !systems.contains { $0.name == name } }
      let place = systems.indices.randomElement(using: &random)
      switch (Int.random(in: 0..<7, using: &random), place, free.first) {
      case (0, let place?, _): systems.remove(at: place)
      case (1, let place?, let name?): systems[place].name = name
      case (2, _, _): shared = Int.random(in: 0..<3, using: &random)
      case (3, let place?, _): systems.swapAt(place, 0)
      case (4, _, let name?): systems.append((name, Self.system(&random)))
      case (_, let place?, _): systems[place].text = Self.system(&random)
      default: systems.append((free.first ?? "a", Self.system(&random)))
      }
    }
  }

  private static func system(_ random: inout SplitMix) -> String {
    func number() -> String {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: "shared"
      case 1: "(all.\(names.randomElement(using: &random) ?? "a").first or 1)"
      default: "\(Int.random(in: 0..<3, using: &random))"
      }
    }
    func arguments() -> String {
      var parts = ["first = \(number());"]
      if Bool.random(using: &random) { parts.append("numbers = [ \(number()) \(number()) ];") }
      if Int.random(in: 0..<3, using: &random) == 0 { parts.append("other = \(number());") }
      if Int.random(in: 0..<3, using: &random) == 0 { parts.reverse() }
      return "{ \(parts.joined(separator: " ")) }"
    }
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return "make \(number())"
    case 1: return "if shared == 1 then system \(arguments()) else system \(arguments())"
    case 2: return "let s = system \(arguments()); in s // { extra = s.first; }"
    case 3: return "{ one = system \(arguments()); two = system \(arguments()); }"
    case 4: return "{ first = (system \(arguments())).first + (system \(arguments())).first; }"
    case 5: return "system (if \(number()) == 1 then \(arguments()) else \(arguments()))"
    default: return "system \(arguments())"
    }
  }

  var files: [String: [UInt8]] { ["main.nix": Array(text.utf8)] }

  var text: String {
    """
    let
      system = import /lib/systems.nix;
      shared = \(shared);
      make = first: system { inherit first; numbers = [ first shared ]; };
      all = {
    \(systems.map { "    \($0.name) = \($0.text);\n" }.joined())  };
    in
    all
    """
  }
}
