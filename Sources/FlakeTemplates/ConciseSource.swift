import NixLanguage
import SourceText

/// Writes Nix as briefly as a person would, where a template cannot know how much will stand in it.
///
/// - `a = { b = 1; };` becomes `a.b = 1;`, with a comment of the inner binding before it.
/// - `[` and `]` around one short element, and `{` and `}` around one short argument, share its line.
///
/// The meaning stays the same: only sets with a single plain binding are opened. The formatter does
/// the rest, so the result is not laid out.
struct ConciseSource {
  private let tree: SyntaxTree
  /// Replacements of byte ranges, which never overlap.
  private var edits: [(range: Range<Int>, text: String)] = []

  /// The brief form of a file without syntax errors.
  static func rewrite(_ tree: SyntaxTree) -> [UInt8] {
    var source = ConciseSource(tree)
    source.collect()
    return source.applied()
  }

  private init(_ tree: SyntaxTree) { self.tree = tree }

  private mutating func collect() {
    for id in tree.nodeIDs {
      let node = tree[id]
      switch node.kind {
      case .binding: openSet(of: id, node)
      case .list: join(id, children: SyntaxTree.ListID(raw: node.a))
      case .apply:
        for argument in tree.children(SyntaxTree.ListID(raw: node.b)) {
          let set = tree[argument]
          guard set.kind == .attributeSet, let binding = only(SyntaxTree.ListID(raw: set.a)),
            tree.kind(binding) == .binding,
            isShort(SyntaxTree.NodeID(raw: tree[binding].b))
          else { continue }
          joinSet(argument, binding)
        }
      default: break
      }
    }
  }

  /// `a = { b = 1; };`: takes out `= {` with what surrounds it, and `; }`.
  private mutating func openSet(of id: SyntaxTree.NodeID, _ node: SyntaxTree.Node) {
    let value = SyntaxTree.NodeID(raw: node.b)
    guard tree.kind(value) == .attributeSet,
      let inner = only(SyntaxTree.ListID(raw: tree[value].a)), tree.kind(inner) == .binding,
      let name = tree.children(SyntaxTree.ListID(raw: node.a)).last
    else { return }
    let innerValue = tree[SyntaxTree.NodeID(raw: tree[inner].b)]
    let before = Int(tree[name].end)..<Int(tree[inner].start)
    let after = Int(innerValue.end)..<Int(tree[value].end)
    guard let comments = comments(in: before, allowing: "={"),
      self.comments(in: after, allowing: ";}") == []
    else { return }
    // What was put before the inner binding, which is opened already, goes before this one.
    let innerStart = Int(tree[inner].start)
    for index in edits.indices where edits[index].range == innerStart..<innerStart {
      edits[index].range = Int(node.start)..<Int(node.start)
    }
    for comment in comments {
      edits.append((Int(node.start)..<Int(node.start), comment + "\n"))
    }
    edits.append((before, "."))
    edits.append((after, ""))
  }

  private mutating func join(_ id: SyntaxTree.NodeID, children: SyntaxTree.ListID) {
    guard let element = only(children), isShort(element) else { return }
    join(tree[id], Int(tree[element].start), Int(tree[element].end), closing: "]")
  }

  private mutating func joinSet(_ id: SyntaxTree.NodeID, _ binding: SyntaxTree.NodeID) {
    let value = tree[SyntaxTree.NodeID(raw: tree[binding].b)]
    join(tree[id], Int(tree[binding].start), Int(value.end), closing: ";}")
  }

  /// Puts what is between the brackets of a node on their line.
  private mutating func join(
    _ node: SyntaxTree.Node, _ start: Int, _ end: Int, closing: String
  ) {
    let before = (Int(node.start) + 1)..<start
    let after = end..<Int(node.end)
    guard comments(in: before, allowing: "") == [], comments(in: after, allowing: closing) == []
    else { return }
    edits.append((before, " "))
    edits.append((after, closing == "]" ? " ]" : "; }"))
  }

  private func only(_ list: SyntaxTree.ListID) -> SyntaxTree.NodeID? {
    tree.count(list) == 1 ? tree[list, 0] : nil
  }

  private func isShort(_ id: SyntaxTree.NodeID) -> Bool {
    switch tree.kind(id) {
    case .identifier, .integer, .float, .string, .path, .select:
      tree.source(id).count <= 60 && !tree.source(id).contains(0x0a)
    // A path below `modulesPath`, but no call with arguments.
    case .parenthesized: tree.source(id).count <= 44 && !tree.source(id).contains(0x0a)
    default: false
    }
  }

  /// The comments of a stretch that holds nothing else but white space and certain signs, or nil.
  private func comments(in range: Range<Int>, allowing signs: String) -> [String]? {
    var found: [String] = []
    var bytes = tree.file.bytes[range]
    while let byte = bytes.first {
      if byte == UInt8(ascii: "#") {
        let line = bytes.prefix { $0 != 0x0a }
        found.append(String(decoding: line, as: UTF8.self))
        bytes = bytes.dropFirst(line.count)
      } else if byte <= 0x20 || signs.utf8.contains(byte) {
        bytes = bytes.dropFirst()
      } else {
        return nil
      }
    }
    return found
  }

  private func applied() -> [UInt8] {
    var out: [UInt8] = []
    var place = 0
    // Several insertions at one place keep their order.
    let sorted = edits.enumerated().sorted { left, right in
      left.element.range.lowerBound == right.element.range.lowerBound
        ? left.offset < right.offset
        : left.element.range.lowerBound < right.element.range.lowerBound
    }
    for (_, edit) in sorted {
      guard edit.range.lowerBound >= place else { continue }
      out += tree.file.bytes[place..<edit.range.lowerBound]
      out += edit.text.utf8
      place = edit.range.upperBound
    }
    return out + tree.file.bytes[place...]
  }
}
