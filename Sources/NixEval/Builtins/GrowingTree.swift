/// A red-black tree of values that only grows: it makes the comparisons that Nix makes where it keeps
/// values in a set of the C++ library, in the same order. Which of two values that cannot be compared
/// an error names follows from that.
struct GrowingTree {
  private struct Node {
    let value: Value
    var parent: Int
    /// Children, the lesser one first; 0 for none.
    var children = [0, 0]
    var isRed = true
  }

  private let isLess: (Value, Value) throws -> Bool
  /// The first one stands for "none" and is black.
  private var nodes = [Node(value: .null, parent: 0, isRed: false)]
  private var root = 0

  init(isLess: @escaping (Value, Value) throws -> Bool) { self.isLess = isLess }

  /// Adds a value unless an equal one is there.
  mutating func insert(_ value: Value) throws {
    var parent = 0
    var current = root
    var side = 0
    /// The last node that the way down passed on its right: the greatest that is not greater.
    var before = 0
    while current != 0 {
      parent = current
      side = try isLess(value, nodes[current].value) ? 0 : 1
      if side == 1 { before = current }
      current = nodes[current].children[side]
    }
    guard try before == 0 || isLess(nodes[before].value, value) else { return }
    nodes.append(Node(value: value, parent: parent))
    let new = nodes.count - 1
    if parent == 0 { root = new } else { nodes[parent].children[side] = new }
    balance(from: new)
  }

  private mutating func balance(from new: Int) {
    var node = new
    while nodes[nodes[node].parent].isRed {
      var parent = nodes[node].parent
      let grandparent = nodes[parent].parent
      let side = nodes[grandparent].children[0] == parent ? 0 : 1
      let uncle = nodes[grandparent].children[1 - side]
      nodes[grandparent].isRed = true
      guard !nodes[uncle].isRed else {
        nodes[parent].isRed = false
        nodes[uncle].isRed = false
        node = grandparent
        continue
      }
      if nodes[parent].children[1 - side] == node {
        rotate(parent, towards: side)
        parent = node
      }
      nodes[parent].isRed = false
      rotate(grandparent, towards: 1 - side)
      break
    }
    nodes[root].isRed = false
  }

  /// Puts the child of the other side into the place of a node.
  private mutating func rotate(_ node: Int, towards side: Int) {
    let child = nodes[node].children[1 - side]
    let inner = nodes[child].children[side]
    nodes[node].children[1 - side] = inner
    if inner != 0 { nodes[inner].parent = node }
    let parent = nodes[node].parent
    nodes[child].parent = parent
    if parent == 0 {
      root = child
    } else {
      nodes[parent].children[nodes[parent].children[0] == node ? 0 : 1] = child
    }
    nodes[child].children[side] = node
    nodes[node].parent = child
  }
}
