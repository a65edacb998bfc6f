import NixLanguage
import SourceText

/// A value in flake.nix as Nix takes it: as it is written, for inputs and descriptions are read without
/// evaluating anything.
enum FlakeValue {
  case string(String)
  case path(String)
  case boolean(Bool)
  case integer
  case float
  case null
  case list
  case set
  case function
  /// A name that an attribute of a recursive set may have; Nix takes what that attribute is.
  case name
  /// Everything that would have to be evaluated.
  case computed

  init(_ node: SyntaxTree.NodeID, of tree: SyntaxTree, mayBeName: Bool = false) {
    let node = tree.unwrapped(node)
    switch tree.kind(node) {
    case .string, .indentedString, .uri:
      self = tree.literalText(node).map { .string($0) } ?? .computed
    case .path: self = tree.literalText(node).map { .path($0) } ?? .computed
    case .integer: self = .integer
    case .float: self = .float
    case .list: self = .list
    case .attributeSet, .recursiveSet: self = .set
    case .lambda, .patternLambda: self = .function
    case .identifier:
      switch tree.text(node) {
      case "true": self = .boolean(true)
      case "false": self = .boolean(false)
      case "null": self = .null
      default: self = mayBeName ? .name : .computed
      }
    default: self = .computed
    }
  }

  /// The text of a string or a path.
  var text: String? {
    switch self {
    case .string(let text), .path(let text): text
    default: nil
    }
  }

  /// What it is, in words that follow "is".
  var noun: String {
    switch self {
    case .string: "a string"
    case .path: "a path"
    case .boolean: "a Boolean"
    case .integer: "an integer"
    case .float: "a float"
    case .null: "null"
    case .list: "a list"
    case .set: "an attribute set"
    case .function: "a function"
    case .name: "a name"
    case .computed: "computed"
    }
  }

  /// A type that Nix wants somewhere in flake.nix.
  enum Kind: String {
    case string = "a string"
    case stringOrPath = "a string or a path"
    case boolean = "true or false"
    case set = "an attribute set"
    /// An attribute of a source, such as `rev` or `shallow`.
    case plain = "a string, an integer, true or false"
    /// A setting of Nix.
    case setting = "a string, a path, an integer, true, false or a list of strings"
  }

  func isOf(_ kind: Kind) -> Bool {
    switch (kind, self) {
    case (_, .name), (.string, .string), (.stringOrPath, .string), (.stringOrPath, .path),
      (.boolean, .boolean), (.set, .set), (.plain, .string), (.plain, .integer),
      (.plain, .boolean), (.setting, .string), (.setting, .path), (.setting, .integer),
      (.setting, .boolean), (.setting, .list):
      true
    default: false
    }
  }
}

extension FlakeValue {
  /// The value of a leaf of flake.nix.
  init(_ leaf: AttributeLeaves.Leaf, of tree: SyntaxTree) {
    self.init(leaf.value, of: tree, mayBeName: leaf.isInRecursiveSet)
  }
}

extension Diagnostic {
  /// A part of flake.nix that is of another type than Nix wants there, or not literal.
  static func wrongFlakeValue(
    _ subject: String, _ value: FlakeValue, _ kind: FlakeValue.Kind, at location: SourceLocation,
    fix: String
  ) -> Diagnostic {
    if case .computed = value {
      return .error(
        "computed-input",
        "\(subject) is computed: Nix reads it without evaluating anything", at: location, fix: fix)
    }
    return .error(
      "wrong-flake-value", "\(subject) must be \(kind.rawValue), but is \(value.noun)",
      at: location, fix: fix)
  }
}

extension SyntaxTree {
  /// The text of an expression as a message shows it: on one line, and not long.
  func shortText(_ id: NodeID) -> String {
    let text = text(id)
    return text.utf8.count > 40 || text.contains("\n") ? "(…)" : text
  }
}
