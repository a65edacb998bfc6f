import NixLanguage
import SourceText

/// A syntax tree as text for golden files: one node a line, children indented.
enum TreeText {
  static func describe(_ tree: SyntaxTree) -> String {
    var out = ""
    append(tree.root, of: tree, depth: 0, to: &out)
    return out
  }

  private static func append(
    _ id: SyntaxTree.NodeID, of tree: SyntaxTree, depth: Int, role: String = "",
    to out: inout String
  ) {
    let node = tree[id]
    out += String(repeating: "  ", count: depth) + role + "\(node.kind)"
    if node.flag != .none { out += " (\(node.flag))" }
    if isLeaf(node) { out += " \(String(reflecting: tree.text(id)))" }
    out += value(node) + "\n"
    func child(_ role: String, _ raw: UInt32) {
      guard raw != 0 else { return }
      append(SyntaxTree.NodeID(raw: raw), of: tree, depth: depth + 1, role: role + ": ", to: &out)
    }
    func children(_ role: String, _ raw: UInt32) {
      for id in tree.children(SyntaxTree.ListID(raw: raw)) { child(role, id.raw) }
    }
    switch node.kind {
    case .string, .indentedString, .path, .homePath: children("part", node.a)
    case .interpolation, .parenthesized, .not, .negate: child("inner", node.a)
    case .list: children("element", node.a)
    case .attributeSet, .recursiveSet, .legacyLet: children("binding", node.a)
    case .binding, .inherit, .inheritFrom:
      children("name", node.a)
      child(node.kind == .binding ? "value" : "source", node.b)
    case .lambda:
      child("name", node.a)
      child("body", node.c)
    case .patternLambda:
      child("alias", node.a)
      child("formals", node.b)
      child("body", node.c)
    case .formals: children("formal", node.a)
    case .formal:
      child("name", node.a)
      child("default", node.b)
    case .letIn:
      children("binding", node.a)
      child("body", node.b)
    case .with, .assert:
      child("condition", node.a)
      child("body", node.b)
    case .ifThenElse:
      child("condition", node.a)
      child("then", node.b)
      child("else", node.c)
    case .apply:
      child("function", node.a)
      children("argument", node.b)
    case .select, .hasAttribute:
      child("base", node.a)
      children("name", node.b)
      if node.kind == .select { child("default", node.c) }
    case let kind where kind.isBinaryOperator:
      child("left", node.a)
      child("right", node.b)
    default: break
    }
  }

  private static func isLeaf(_ node: SyntaxTree.Node) -> Bool {
    switch node.kind {
    case .identifier, .integer, .float, .stringText, .indentedText, .indentedEscape, .pathText,
      .searchPath, .uri:
      true
    case .path, .homePath: node.a == 0
    default: false
    }
  }

  private static func value(_ node: SyntaxTree.Node) -> String {
    let bits = UInt64(node.b) << 32 | UInt64(node.a)
    return switch node.kind {
    case .integer: " = \(Int(truncatingIfNeeded: bits))"
    case .float: " = \(Double(bitPattern: bits))"
    default: ""
    }
  }
}
