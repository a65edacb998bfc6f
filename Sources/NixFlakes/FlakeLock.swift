package import SourceText
package import TextFormats

/// A `flake.lock`, versions 5 to 7.
package struct FlakeLock: Sendable {
  /// One locked flake.
  package struct Node: Sendable, Equatable {
    /// How an input is found: the name of a node, or a path of inputs from the root.
    package enum Reference: Sendable, Equatable {
      case node(String)
      case follows([String])
    }

    package var inputs: [String: Reference] = [:]
    package var isFlake = true
    package var type: String?
    package var narHash: String?
    package var path: String?
    package var revision: String?
    package var lastModified: Int?
  }

  package let version: Int
  package let root: String
  package let nodes: [String: Node]

  /// A path of `follows` longer than this goes in circles.
  private static let stepLimit = 64

  /// Reads the text of a lock file.
  package static func read(_ file: SourceFile) -> Result<FlakeLock, DiagnosticError> {
    switch JSONDocument.parse(file) {
    case .failure(let error): return .failure(error)
    case .success(let document):
      func problem(_ message: String, _ span: SourceSpan) -> Result<FlakeLock, DiagnosticError> {
        .failure(
          DiagnosticError(
            .error(
              "bad-flake-lock", message, at: SourceLocation(file: file, span: span),
              fix: "let `nix flake lock` write the file again")))
      }
      guard let version = document["version"]?.integer, (5...7).contains(version) else {
        return problem("this is no flake.lock of version 5 to 7", document.span)
      }
      guard let root = document["root"]?.string, let list = document["nodes"]?.members else {
        return problem("the flake.lock has no `root` or no `nodes`", document.span)
      }
      var nodes: [String: Node] = [:]
      for member in list { nodes[member.name] = Node(member.node) }
      guard nodes[root] != nil else {
        return problem("the flake.lock has no node '\(root)', its root", document.span)
      }
      return .success(FlakeLock(version: Int(version), root: root, nodes: nodes))
    }
  }

  /// The name of the node that an input path leads to from the root, or nil when it leads nowhere.
  package func resolve(_ path: [String]) -> String? {
    var steps = 0
    return resolve(path, &steps)
  }

  private func resolve(_ path: [String], _ steps: inout Int) -> String? {
    var current = root
    for part in path {
      steps += 1
      guard steps < Self.stepLimit, let reference = nodes[current]?.inputs[part] else { return nil }
      switch reference {
      case .node(let name): current = name
      case .follows(let path):
        guard let target = resolve(path, &steps) else { return nil }
        current = target
      }
    }
    return nodes[current] == nil ? nil : current
  }
}

extension FlakeLock.Node {
  fileprivate init(_ node: TextNode) {
    for member in node["inputs"]?.members ?? [] {
      if let name = member.node.string {
        inputs[member.name] = .node(name)
      } else if let path = member.node.elements {
        inputs[member.name] = .follows(path.compactMap(\.string))
      }
    }
    if let flake = node["flake"]?.boolean { isFlake = flake }
    let locked = node["locked"]
    type = locked?["type"]?.string
    narHash = locked?["narHash"]?.string
    path = locked?["path"]?.string
    revision = locked?["rev"]?.string
    lastModified = locked?["lastModified"]?.seconds
  }
}

extension TextNode {

  fileprivate var string: String? { if case .string(let text) = value { text } else { nil } }
  fileprivate var integer: Int64? { if case .integer(let number) = value { number } else { nil } }
  /// Written out, as the optimizer of Swift 6.3.1 crashes on `integer.map(Int.init)` in a chain.
  fileprivate var seconds: Int? {
    guard let integer else { return nil }
    return Int(exactly: integer)
  }
  fileprivate var boolean: Bool? { if case .bool(let flag) = value { flag } else { nil } }
  fileprivate var elements: [TextNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }
}
