import NixLanguage

/// Strings, paths and search paths.
extension Binder {
  /// The symbol whose name is a string without interpolation, or nil.
  mutating func plainText(_ id: NodeID) -> Symbol? {
    let kind = tree.kind(id)
    guard kind == .string || kind == .indentedString else { return nil }
    content.read(id, of: syntax)
    // As in Nix, an indented string with escapes counts as computed.
    guard content.isStatic, content.pieces.count <= 1 else { return nil }
    return content.bytes.withUnsafeBufferPointer { evaluator.symbols.intern($0) }
  }

  mutating func bindString(_ id: NodeID) throws -> Node {
    let place = position(id)
    if let text = tree.plainText(id) { return constant(evaluator.string(text), place) }
    content.read(id, of: syntax)
    if content.isStatic, content.pieces.count <= 1 {
      return constant(evaluator.string(content.bytes), place)
    }
    // Binding an expression uses `content` for the strings in it, so the texts come first.
    let count = content.pieces.count
    let parts = NodeArray.makePlaced(count: count, in: arena)
    for index in 0..<count {
      switch content.pieces[index] {
      case .text(let range):
        parts.set(index, constant(evaluator.string(content.bytes[range]), place))
      case .interpolation(let part): parts.setPlace(index, position(part))
      }
    }
    // What is missing now are the interpolations, in the order written.
    let written = ListID(tree[id].a)
    var next = 0
    for index in 0..<count where parts[index].isAbsent {
      while tree.kind(tree[written, next]) != .interpolation { next += 1 }
      parts.set(index, try bind(tree[tree[written, next]].a))
      next += 1
    }
    return make(.interpolation, place, parts.word, UInt32(parts.count))
  }

  // MARK: Paths

  mutating func bindPath(_ id: NodeID) throws -> Node {
    try lint(id)
    let node = tree[id]
    let place = position(node.start)
    let parts = syntax.children(ListID(node.a))
    let isHome = node.kind == .homePath
    guard let head = parts.first else {
      let text = CanonicalPath.make(try absolute(tree.source(id), isHome: isHome, at: place))
      return constant(pathValue(text), place)
    }
    let code = NodeArray.makePlaced(count: parts.count, in: arena)
    for (index, part) in parts.enumerated() {
      let node = tree[part]
      let partPlace = position(node.start)
      code.setPlace(index, partPlace)
      if node.kind == .interpolation {
        code.set(index, try bind(node.a))
      } else if part == head {
        let text = try absolute(tree.source(part), isHome: isHome, at: place)
        // Canonical but for a slash at the end, which separates what follows.
        let suffix: [UInt8] = text.last == UInt8(ascii: "/") ? [UInt8(ascii: "/")] : []
        code.set(
          index, constant(pathValue(CanonicalPath.make(text) + suffix), partPlace))
      } else {
        code.set(index, constant(evaluator.string(tree.source(part)), partPlace))
      }
    }
    return make(.pathInterpolation, place, code.word, UInt32(code.count))
  }

  private func pathValue(_ bytes: [UInt8]) -> Value {
    .path(NixString.make(bytes, in: arena), in: arena)
  }

  /// A path as written, made absolute.
  private func absolute(
    _ source: UnsafeBufferPointer<UInt8>, isHome: Bool, at place: Position
  ) throws -> [UInt8] {
    if isHome {
      guard !evaluator.settings.isPure else {
        let text = String(decoding: source, as: UTF8.self)
        throw EvalError(
          .restricted, "the path '\(text)' can not be resolved in pure mode", at: place)
      }
      let home = evaluator.io.environmentVariable("HOME") ?? "/"
      return Array(home.utf8) + source.dropFirst()
    }
    if source.first == UInt8(ascii: "/") { return Array(source) }
    return Array(folder.utf8) + [UInt8(ascii: "/")] + Array(source)
  }

  /// `<name>` is `__findFile __nixPath "name"`.
  mutating func bindSearchPath(_ id: NodeID) throws -> Node {
    let place = position(id)
    let name = tree.source(id).dropFirst().dropLast()
    let function = try bindVariable(.findFile, place)
    let path = try bindVariable(.nixPath, place)
    let arguments = [path, constant(evaluator.string(name), place)]
    let parts = NodeArray.make(arguments, in: arena)
    return make(.call, place, function.word, parts.word, UInt32(parts.count))
  }
}
