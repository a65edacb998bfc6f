import NixLanguage

/// Strings, paths and search paths.
extension Binder {
  /// A string without interpolation, or nil.
  func plainText(_ id: NodeID) -> [UInt8]? {
    let syntax = tree[id]
    guard syntax.kind == .string || syntax.kind == .indentedString else { return nil }
    let parts = stringParts(id)
    guard parts.count <= 1 else { return nil }
    switch parts.first {
    case .text(let bytes): return bytes
    case .expression: return nil
    case nil: return []
    }
  }

  /// A part of a string: text whose escapes are resolved, or an interpolated expression.
  private enum StringPart {
    case text([UInt8])
    case expression(NodeID)
  }

  private func stringParts(_ id: NodeID) -> [StringPart] {
    let syntax = tree[id]
    let parts = tree.children(ListID(raw: syntax.a))
    if syntax.kind == .indentedString {
      return IndentedText.strip(parts.map(indentedPiece)).map { piece in
        switch piece {
        case .text(let bytes), .escaped(let bytes): .text(bytes)
        case .expression(let raw): .expression(NodeID(raw: raw))
        }
      }
    }
    return parts.map { part in
      let node = tree[part]
      if node.kind == .interpolation { return .expression(NodeID(raw: node.a)) }
      let source = tree.source(part)
      return .text(node.flag == .hasEscapes ? StringText.unescape(source) : Array(source))
    }
  }

  private func indentedPiece(_ id: NodeID) -> IndentedText.Piece {
    let source = tree.source(id)
    return switch tree.kind(id) {
    case .interpolation: .expression(tree[id].a)
    case .indentedEscape: .escaped(StringText.unescapeIndented(source))
    default: .text(Array(source))
    }
  }

  mutating func bindString(_ id: NodeID) throws -> Node {
    let place = position(id)
    if let text = plainText(id) { return constant(evaluator.string(text), place) }
    var nodes: [Node] = []
    for part in stringParts(id) {
      switch part {
      case .text(let bytes): nodes.append(constant(evaluator.string(bytes), place))
      case .expression(let expression): nodes.append(try bind(expression))
      }
    }
    let parts = NodeArray.make(nodes, in: arena)
    return make(.interpolation, place, parts.address, UInt(parts.count))
  }

  // MARK: Paths

  mutating func bindPath(_ id: NodeID) throws -> Node {
    let syntax = tree[id]
    let place = position(syntax.start)
    let parts = tree.children(ListID(raw: syntax.a))
    let isHome = syntax.kind == .homePath
    guard let head = parts.first else {
      let text = CanonicalPath.make(try absolute(tree.source(id), isHome: isHome, at: place))
      return constant(pathValue(text), place)
    }
    var nodes: [Node] = []
    for part in parts {
      let node = tree[part]
      let partPlace = position(node.start)
      if node.kind == .interpolation {
        nodes.append(try bind(node.a))
      } else if part == head {
        let text = try absolute(tree.source(part), isHome: isHome, at: place)
        // Canonical but for a slash at the end, which separates what follows.
        let suffix: [UInt8] = text.last == UInt8(ascii: "/") ? [UInt8(ascii: "/")] : []
        nodes.append(constant(pathValue(CanonicalPath.make(text) + suffix), partPlace))
      } else {
        nodes.append(constant(evaluator.string(tree.source(part)), partPlace))
      }
    }
    let code = NodeArray.make(nodes, in: arena)
    return make(.pathInterpolation, place, code.address, UInt(code.count))
  }

  private func pathValue(_ bytes: [UInt8]) -> Value {
    .path(NixString.make(bytes, in: arena), in: arena)
  }

  /// A path as written, made absolute.
  private func absolute(
    _ source: ArraySlice<UInt8>, isHome: Bool, at place: Position
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
    return Array(folder.utf8) + [UInt8(ascii: "/")] + source
  }

  /// `<name>` is `__findFile __nixPath "name"`.
  mutating func bindSearchPath(_ id: NodeID) throws -> Node {
    let place = position(id)
    let name = tree.source(id).dropFirst().dropLast()
    let function = try bindVariable(.findFile, place)
    let path = try bindVariable(.nixPath, place)
    let arguments = [path, constant(evaluator.string(name), place)]
    let parts = NodeArray.make(arguments, in: arena)
    return make(.call, place, function.address, parts.address, UInt(parts.count))
  }
}
