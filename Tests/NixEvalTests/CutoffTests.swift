import NixEval
import TestSupport
import Testing

/// Values behind `nixwizCutoff` after one exchange after the other; `exchanged/cutoff-*.nix` are the cases of
/// one exchange.
@Suite struct CutoffTests {
  /// One file after the other, each compared with what a new evaluator gives.
  private func expectSame(_ versions: [String]) {
    func tree(_ text: String) -> [String: [UInt8]] { ["main.nix": Array(text.utf8)] }
    let subject = ExchangeSubject(tree(versions[0]))
    _ = subject.outcome()
    for text in versions.dropFirst() {
      subject.exchange(for: tree(text))
      #expect(subject.outcome() == ExchangeSubject(tree(text)).outcome(), "\(text)")
    }
  }

  /// Of two equal values made from different things the older stays, as long as either is what it was.
  @Test(arguments: [(2, 1), (1, 2), (2, 2), (2, 3)]) func equalValuesMayComeApart(
    a: Int, b: Int
  ) {
    func text(_ which: String, _ a: Int, _ b: Int) -> String {
      """
      let cut = (import /lib/cut.nix).cut; one = \(a); two = \(b); f = x: [ x ];
        list = cut (f \(which)); unused = cut (f one);
      in [ (builtins.head list) (builtins.head unused) ]
      """
    }
    expectSame([text("(one + 0)", 1, 1), text("(two + 0)", 1, 1), text("(two + 0)", a, b)])
  }

  /// A cutoff behind another one, which is made again first.
  @Test func cutoffsOfCutoffs() {
    func text(_ a: String, _ b: String) -> String {
      """
      let cut = (import /lib/cut.nix).cut;
        later = cut [ (\(a)) inner ]; inner = cut (\(b));
        sum = cut (builtins.elemAt later 0 + builtins.elemAt later 1);
      in [ later inner sum ]
      """
    }
    expectSame([
      text("1", "2"), text("2", "1"), text("2", "1 + 0"), text("1 + 2", "0"), text("0", "3"),
    ])
  }

  /// Modules whose definitions come, go, move and change, and that get other names.
  @Test(arguments: 0..<40) func randomModulesGiveWhatNewEvaluatorsGive(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var modules = RandomModules(&random)
    let subject = ExchangeSubject(modules.files)
    // Half of them give up where much differs, as a session does, and where values pile up.
    let limit = seed % 2 == 0 ? 1 : 0.6
    var refused = 0
    for round in 0..<12 {
      #expect(
        subject.outcome() == ExchangeSubject(modules.files).outcome(),
        "round \(round) of:\n\(modules.text)")
      modules.change(&random)
      if !subject.exchangesOrForgets(modules.files, limit: limit) { refused += 1 }
    }
    #expect(refused < 12)
  }
}

/// Files of the module system in small, with definitions that read one another.
struct RandomModules: RandomTree {
  /// Definitions by option, such as `a.b`, and blank lines above them.
  private struct Module {
    var isFunction: Bool
    var formals = 0
    var hasLet: Bool
    var folder = 0
    var definitions: [(path: [String], value: String, linesAbove: Int)] = []
  }

  private static let names = ["a", "b", "c", "d"]
  private var modules: [Module] = []
  /// The files that are imported, as main.nix lists them.
  private var imported: [Int] = []

  init(_ random: inout SplitMix) {
    for _ in 0..<4 {
      var module = Module(
        isFunction: Int.random(in: 0..<4, using: &random) > 0,
        hasLet: Bool.random(using: &random))
      for _ in 0..<Int.random(in: 0..<5, using: &random) { Self.define(in: &module, &random) }
      modules.append(module)
    }
    imported = [0, 1, 2]
  }

  mutating func change(_ random: inout SplitMix) {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let index = modules.indices.randomElement(using: &random) ?? 0
      let place = modules[index].definitions.indices.randomElement(using: &random)
      switch (Int.random(in: 0..<10, using: &random), place) {
      case (0, let place?): modules[index].definitions.remove(at: place)
      case (1, let place?): modules[index].definitions[place].linesAbove += 1
      case (2, let place?):
        modules[index].definitions[place].value = Self.value(modules[index], 2, &random)
      case (3, _) where modules[index].definitions.count > 1:
        modules[index].definitions.swapAt(0, 1)
      case (4, _):
        imported = modules.indices.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      case (5, _): modules[index].hasLet.toggle()
      case (9, _): modules[index].formals = Int.random(in: 0..<3, using: &random)
      case (8, _): modules[index].folder = Int.random(in: 0..<3, using: &random)
      default: Self.define(in: &modules[index], &random)
      }
    }
  }

  private static func define(in module: inout Module, _ random: inout SplitMix) {
    let first = names.randomElement(using: &random) ?? "a"
    let second = names.randomElement(using: &random) ?? "a"
    let path = Int.random(in: 0..<3, using: &random) == 0 ? [first] : [first, second]
    // Nix refuses an attribute that is defined twice.
    guard
      !module.definitions.contains(where: {
        $0.path == path || $0.path[0] == first && ($0.path.count == 1 || path.count == 1)
      })
    else { return }
    module.definitions.append((path, value(module, 2, &random), 0))
  }

  private static func value(_ module: Module, _ depth: Int, _ random: inout SplitMix) -> String {
    func inner() -> String { value(module, depth - 1, &random) }
    func name() -> String { names.randomElement(using: &random) ?? "a" }
    guard depth > 0 else { return "\(Int.random(in: 0..<3, using: &random))" }
    switch Int.random(in: 0..<11, using: &random) {
    case 9: return "(toString ./.)"
    case 10: return "__curPos.file"
    case 0: return "[ \(inner()) \(inner()) ]"
    case 1: return "(if \(inner()) == \(inner()) then \(inner()) else \(inner()))"
    case 2 where module.isFunction: return "(config.\(name()).\(name()) or 0)"
    case 3 where module.isFunction: return "(builtins.length (config.\(name()).\(name()) or [ 1 ]))"
    case 4: return "{ \(name()) = \(inner()); }"
    case 5 where module.hasLet: return "[ t ]"
    case 6: return "(builtins.nixwizCutoff \(inner()))"
    default: return inner()
    }
  }

  var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for (index, module) in modules.enumerated() {
      files[Self.path(module, index, isFile: true)] = Array(Self.text(module).utf8)
    }
    let list = imported.map { "./" + Self.path(modules[$0], $0) }.joined(separator: " ")
    files["main.nix"] = Array("import /lib/modules.nix [ \(list) ]".utf8)
    return files
  }

  /// One half of the modules are folders.
  private static func path(_ module: Module, _ index: Int, isFile: Bool = false) -> String {
    if index % 2 == 0 { return "folder\(module.folder)/m\(index).nix" }
    return "m\(index)-\(module.folder)\(isFile ? "/default.nix" : "")"
  }

  private static func text(_ module: Module) -> String {
    let lines = module.definitions.map { definition in
      let above = String(repeating: "\n", count: definition.linesAbove)
      return "\(above)  \(definition.path.joined(separator: ".")) = \(definition.value);\n"
    }
    let set = "{\n\(lines.joined())}"
    // Bound always, so that values that were written with it stay right.
    let usesLet = module.definitions.contains { $0.value.contains("t ]") }
    let body =
      module.hasLet ? "let t = 1; in \(set)" : usesLet ? "with { t = 2; }; \(set)" : set
    let formals = ["{ config }", "{ config, ... }", "{ after ? 1, config }"][module.formals]
    return module.isFunction ? "\(formals): \(body)\n" : body + "\n"
  }

  var text: String {
    files.sorted { $0.key < $1.key }
      .map { "# \($0.key)\n" + String(decoding: $0.value, as: UTF8.self) }.joined(separator: "\n")
  }
}
