import HostModel
import NixEval
import NixLanguage
import SourceText

/// Estimates what of a system has to be built, from the derivations that its evaluation made and those
/// of a stock instance of the same nixpkgs.
struct CostEstimate {
  let warm: NixpkgsEvaluator
  private var evaluator: Evaluator { warm.evaluator }

  init(warm: NixpkgsEvaluator) { self.warm = warm }

  /// Nil when the configuration has parts that cannot be compared; it is fine without.
  ///
  /// - Parameters:
  ///   - answers: what was asked of the system: `cost`, a function of the stock instance, and the
  ///     `nixpkgs` and `platform` of that.
  ///   - toplevel: the derivation of the system.
  func cost(_ answers: SetReader, ofSystem toplevel: String) -> CheckReport.Cost? {
    try? evaluator.onEvaluationStack {
      guard let cost = try answers.value("cost"), let instance = try stockInstance(answers) else {
        return nil
      }
      let compared = try evaluator.call(cost, instance)
      let reader = SetReader(set: compared.attributes, evaluator: evaluator)
      let changed = try packages("changed", in: reader)
      let unfree = try packages("unfree", in: reader)
      let caches = try reader.elements("caches").compactMap { element -> String? in
        let value = try evaluator.force(element)
        return value.isString ? value.string.text : nil
      }
      let all = evaluator.derivations(neededBy: [toplevel])
      var needed = evaluator.derivations(neededBy: changed.map(\.path))
      let stock = evaluator.derivations(neededBy: changed.compactMap(\.stock))
      needed = needed.filter { stock[$0.key] == nil }
      if let find = try reader.value("find") {
        for known in try paths(find, of: needed.keys.sorted()) where needed[known] != nil {
          for path in evaluator.derivations(neededBy: [known]).keys { needed[path] = nil }
        }
      }
      for package in unfree { needed[package.path] = all[package.path] }
      return CheckReport.Cost(
        derivations: all.count, uncached: needed.values.count { !$0 },
        changed: Self.names(changed.filter { needed[$0.path] != nil }),
        unfree: Self.names(unfree), caches: Set(caches).sorted())
    }
  }

  /// The package set of the same nixpkgs without overlays and settings. It is an expression of its own without
  /// anything of the checked tree, so that it stays whatever differs in the next one.
  private func stockInstance(_ answers: SetReader) throws -> Value? {
    guard let nixpkgs = try answers.text("nixpkgs"), let platform = try answers.text("platform")
    else { return nil }
    let settings = "{ system = \(NixLiteral.quoted(platform)); config = { }; overlays = [ ]; }"
    return try warm.tree.root("import \(NixLiteral.quoted(nixpkgs)) \(settings)", name: "stock")
  }

  private typealias Package = (name: String, path: String, stock: String?)

  private func packages(_ name: String, in reader: SetReader) throws -> [Package] {
    try reader.elements(name).compactMap { element in
      let value = try evaluator.force(element)
      guard value.isAttributes else { return nil }
      let package = SetReader(set: value.attributes, evaluator: evaluator)
      guard let name = try package.text("name"), let path = try package.text("path") else {
        return nil
      }
      return (name, path, try package.text("stock"))
    }
  }

  private static func names(_ packages: [Package]) -> [String] {
    Set(packages.map(\.name)).sorted()
  }

  /// The derivations that the stock instance has under the names of others.
  private func paths(_ find: Value, of derivations: [String]) throws -> [String] {
    // /nix/store/, 32 digits and a dash stand before the name.
    let names = Set(derivations.map { String($0.dropFirst(44).dropLast(".drv".count)) }).sorted()
    let literal = names.map { NixLiteral.quoted($0) }.joined(separator: " ")
    let list = try evaluator.evaluate("[ \(literal) ]", name: "cost")
    let found = try evaluator.force(try evaluator.call(find, list))
    return try (0..<found.list.count).compactMap { index in
      let value = try evaluator.force(found.list[index])
      return value.isString ? value.string.text : nil
    }
  }
}
