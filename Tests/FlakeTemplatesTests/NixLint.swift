import NixLanguage
import SourceText

/// Faults of style that linters of Nix report, looked for in a syntax tree.
///
/// The rules are those that statix and deadnix have switched on by themselves; `repeated_keys` is
/// stricter: statix bears a name twice, and generated text has no reason to.
struct NixLint {
  struct Finding: Hashable, CustomStringConvertible {
    var rule: String
    var line: Int
    var text: String

    var description: String { "line \(line): \(rule): \(text.prefix(60))" }
  }

  private typealias ID = SyntaxTree.NodeID

  private let tree: SyntaxTree
  private var found: [Finding] = []

  static func findings(_ tree: SyntaxTree) -> [Finding] {
    var lint = NixLint(tree)
    lint.visit(tree.root, below: .missing)
    return lint.found
  }

  private init(_ tree: SyntaxTree) { self.tree = tree }

  private mutating func visit(_ id: ID, below parent: SyntaxKind) {
    for rule in style(id, below: parent) + deadNames(id) {
      let line = tree.file.position(at: tree.span(id).start).line
      found.append(Finding(rule: rule, line: line, text: tree.text(id)))
    }
    for part in tree.parts(of: id) { visit(part, below: tree.kind(id)) }
  }

  // MARK: statix

  private func style(_ id: ID, below parent: SyntaxKind) -> [String] {
    let node = tree[id]
    switch node.kind {
    case .equal, .notEqual:
      let isBoolean = [node.a, node.b].contains { ["true", "false"].contains(name(ID(raw: $0))) }
      return isBoolean ? ["bool_comparison"] : []
    case .letIn: return letIn(node)
    case .legacyLet: return ["legacy_let_syntax"]
    case .binding: return binding(node)
    case .inherit:
      return tree.count(.init(raw: node.a)) == 0 ? ["empty_inherit"] : []
    case .lambda: return isEtaReducible(node) ? ["eta_reduction"] : []
    case .patternLambda: return pattern(node)
    case .parenthesized where parent != .binding && parent != .letIn:
      return isPrimitive(ID(raw: node.a)) ? ["useless_parens"] : []
    case .uri: return ["unquoted_uri"]
    case .apply:
      let function = tree.text(ID(raw: node.a))
      return ["toPath", "builtins.toPath"].contains(function) ? ["deprecated_to_path"] : []
    case .not:
      let inner = ID(raw: node.a)
      let isEquality =
        tree.kind(inner) == .parenthesized && tree.kind(tree.unwrapped(inner)) == .equal
      return isEquality ? ["bool_simplification"] : []
    case .ifThenElse: return isOrInDisguise(node) ? ["useless_has_attr"] : []
    case .concatenate:
      let isEmpty = [node.a, node.b].map(ID.init).contains {
        tree.kind($0) == .list && tree.count(.init(raw: tree[$0].a)) == 0
      }
      return isEmpty ? ["empty_list_concat"] : []
    case .attributeSet: return hasRepeatedKeys(node) ? ["repeated_keys"] : []
    default: return []
    }
  }

  private func letIn(_ node: SyntaxTree.Node) -> [String] {
    var rules = tree.count(.init(raw: node.a)) == 0 ? ["empty_let_in"] : []
    switch tree.kind(ID(raw: node.b)) {
    case .letIn: rules.append("collapsible_let_in")
    case .parenthesized: rules.append("useless_parens")
    default: break
    }
    return rules
  }

  private func binding(_ node: SyntaxTree.Node) -> [String] {
    let value = ID(raw: node.b)
    if tree.kind(value) == .parenthesized { return ["useless_parens"] }
    let names = tree.children(.init(raw: node.a))
    guard names.count == 1, let key = name(names[0]) else { return [] }
    if name(value) == key { return ["manual_inherit"] }
    let selected = tree[value]
    guard selected.kind == .select, selected.c == 0 else { return [] }
    let path = tree.children(.init(raw: selected.b))
    return path.count == 1 && name(path[0]) == key ? ["manual_inherit_from"] : []
  }

  /// `x: f x`
  private func isEtaReducible(_ node: SyntaxTree.Node) -> Bool {
    let body = tree[ID(raw: node.c)]
    guard body.kind == .apply, let function = name(ID(raw: body.a)) else { return false }
    let arguments = tree.children(.init(raw: body.b))
    let parameter = name(ID(raw: node.a))
    return arguments.count == 1 && name(arguments[0]) == parameter && function != parameter
  }

  private func pattern(_ node: SyntaxTree.Node) -> [String] {
    let formals = tree[ID(raw: node.b)]
    guard tree.count(.init(raw: formals.a)) == 0 else { return [] }
    if node.a != 0 { return formals.flag == .hasEllipsis ? ["redundant_pattern_bind"] : [] }
    // A module takes arguments that it does not name.
    let body = tree[ID(raw: node.c)]
    let isModule = body.kind == .attributeSet && boundNames(.init(raw: body.a)).contains("imports")
    return isModule ? [] : ["empty_pattern"]
  }

  private func isPrimitive(_ id: ID) -> Bool {
    switch tree.kind(id) {
    case .list, .parenthesized, .string, .indentedString, .attributeSet, .recursiveSet, .identifier:
      true
    case .select: tree[id].c == 0
    default: false
    }
  }

  /// `if a ? b then a.b else c`
  private func isOrInDisguise(_ node: SyntaxTree.Node) -> Bool {
    let condition = tree[ID(raw: node.a)]
    let body = tree[ID(raw: node.b)]
    guard condition.kind == .hasAttribute, body.kind == .select else { return false }
    func texts(_ list: UInt32) -> [String] { tree.children(.init(raw: list)).map(tree.text) }
    return tree.text(ID(raw: condition.a)) == tree.text(ID(raw: body.a))
      && texts(condition.b) == texts(body.b)
  }

  /// `a.b = 1; a.c = 2;`, or `a.b = 1; a = { };`
  private func hasRepeatedKeys(_ node: SyntaxTree.Node) -> Bool {
    var seen: Set<String> = []
    for binding in tree.children(.init(raw: node.a)) where tree.kind(binding) == .binding {
      guard let first = tree.children(.init(raw: tree[binding].a)).first, let key = name(first)
      else { continue }
      if !seen.insert(key).inserted { return true }
    }
    return false
  }

  // MARK: deadnix

  private func deadNames(_ id: ID) -> [String] {
    let node = tree[id]
    switch node.kind {
    case .lambda:
      guard let parameter = name(ID(raw: node.a)), !parameter.hasPrefix("_") else { return [] }
      return uses(parameter, ID(raw: node.c)) ? [] : ["unused argument \(parameter)"]
    case .patternLambda:
      let formals = tree.children(.init(raw: tree[ID(raw: node.b)].a))
      let names = (formals.map { ID(raw: tree[$0].a) } + (node.a == 0 ? [] : [ID(raw: node.a)]))
        .compactMap(name)
      return names.filter { formal in
        !uses(formal, ID(raw: node.c)) && !formals.contains { uses(formal, ID(raw: tree[$0].b)) }
      }.map { "unused argument \($0)" }
    case .letIn:
      let bindings = tree.children(.init(raw: node.a))
      return boundNames(.init(raw: node.a)).filter { bound in
        // What a binding says of itself is no use of it.
        let others = bindings.filter { !names(of: $0).contains(bound) }
        return !uses(bound, ID(raw: node.b)) && !others.contains { uses(bound, $0) }
      }.map { "unused binding \($0)" }
    default: return []
    }
  }

  /// Whether an expression refers to a name that is bound outside of it.
  private func uses(_ bound: String, _ id: ID) -> Bool {
    let node = tree[id]
    switch node.kind {
    case .identifier: return name(id) == bound
    case .lambda where name(ID(raw: node.a)) == bound: return false
    case .patternLambda where formalNames(node).contains(bound): return false
    case .letIn where boundNames(.init(raw: node.a)).contains(bound),
      .recursiveSet where boundNames(.init(raw: node.a)).contains(bound):
      // Bound anew; but `inherit` takes it from outside.
      return tree.children(.init(raw: node.a)).contains {
        tree.kind($0) == .inherit && uses(bound, $0)
      }
    case .select, .hasAttribute:
      let names = tree.children(.init(raw: node.b)).filter { tree.kind($0) != .identifier }
      let fallback = node.kind == .select && node.c != 0 ? [ID(raw: node.c)] : []
      return ([ID(raw: node.a)] + names + fallback).contains { uses(bound, $0) }
    case .binding:
      let names = tree.children(.init(raw: node.a)).filter { tree.kind($0) != .identifier }
      return (names + [ID(raw: node.b)]).contains { uses(bound, $0) }
    case .inheritFrom: return uses(bound, ID(raw: node.b))
    default: return tree.parts(of: id).contains { uses(bound, $0) }
    }
  }

  // MARK: names

  private func name(_ id: ID) -> String? { tree.kind(id) == .identifier ? tree.text(id) : nil }

  private func formalNames(_ node: SyntaxTree.Node) -> [String] {
    let formals = tree.children(.init(raw: tree[ID(raw: node.b)].a)).map { ID(raw: tree[$0].a) }
    return (formals + [ID(raw: node.a)]).compactMap(name)
  }

  private func boundNames(_ bindings: SyntaxTree.ListID) -> [String] {
    tree.children(bindings).flatMap(names(of:))
  }

  /// The names that a binding or `inherit` brings into scope.
  private func names(of binding: ID) -> [String] {
    let written = tree.children(.init(raw: tree[binding].a))
    let isBinding = tree.kind(binding) == .binding
    return (isBinding ? Array(written.prefix(1)) : Array(written)).compactMap(name)
  }
}

extension SyntaxTree {
  /// The children of a node in the order of its words, as the table at `SyntaxKind` has them.
  func parts(of id: NodeID) -> [NodeID] {
    let node = self[id]
    func one(_ raw: UInt32) -> [NodeID] { raw == 0 ? [] : [NodeID(raw: raw)] }
    func all(_ raw: UInt32) -> [NodeID] { Array(children(ListID(raw: raw))) }
    switch node.kind {
    case .missing, .identifier, .integer, .float, .stringText, .indentedText, .indentedEscape,
      .pathText, .searchPath, .uri:
      return []
    case .string, .indentedString, .path, .homePath, .list, .attributeSet, .recursiveSet,
      .legacyLet, .inherit, .formals:
      return all(node.a)
    case .interpolation, .parenthesized, .not, .negate: return one(node.a)
    case .binding, .inheritFrom: return all(node.a) + one(node.b)
    case .lambda: return one(node.a) + one(node.c)
    case .patternLambda: return one(node.a) + one(node.b) + one(node.c)
    case .formal, .with, .assert: return one(node.a) + one(node.b)
    case .letIn: return all(node.a) + one(node.b)
    case .ifThenElse: return one(node.a) + one(node.b) + one(node.c)
    case .apply: return one(node.a) + all(node.b)
    case .select: return one(node.a) + all(node.b) + one(node.c)
    case .hasAttribute: return one(node.a) + all(node.b)
    case .implication, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .update, .add, .subtract, .multiply, .divide, .concatenate, .pipeFrom,
      .pipeInto:
      return one(node.a) + one(node.b)
    }
  }
}
