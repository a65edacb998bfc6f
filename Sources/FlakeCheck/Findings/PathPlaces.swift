import NixLanguage
import SourceText

/// Paths of files by their syntax: where the user writes one that means a file of the tree, though it may be
/// put together from parts.
extension ValueLocator {
  /// Where a file or folder is written that an evaluation asked for, by what says most of it.
  func anyPath(_ wanted: String) -> SourceLocation? {
    let folder = wanted.hasSuffix("/default.nix") ? String(wanted.dropLast(12)) : wanted
    return path(wanted) ?? path(folder) ?? interpolatedPath(wanted)
      ?? end(ofPath: wanted, isWholeName: true) ?? folderPath(of: wanted)
      ?? end(ofPath: wanted, isWholeName: false)
  }

  /// A path literal that means a file or folder of the tree, in any file.
  func path(_ wanted: String) -> SourceLocation? {
    inAnyFile { file, tree in
      find(in: tree) { id in
        guard tree.kind(id) == .path, let text = tree.literalText(id) else { return false }
        return Self.resolved(text, in: file) == wanted
      }
    }
  }

  /// A path literal with holes that a path fits: `./folder/${name}.nix`.
  private func interpolatedPath(_ wanted: String) -> SourceLocation? {
    inAnyFile { file, tree in
      var content = StringContent()
      return find(in: tree) { id in
        guard tree.kind(id) == .path else { return false }
        content.read(id, of: tree)
        guard !content.isStatic, case .text(let start)? = content.pieces.first else { return false }
        var end: Range<Int>?
        if case .text(let last)? = content.pieces.last { end = last }
        let text = String(decoding: content.bytes[start], as: UTF8.self)
        // What comes before the hole ends in the middle of a name, or with a slash.
        guard let resolved = Self.resolved(text, in: file) else { return false }
        let before = text.hasSuffix("/") && !resolved.isEmpty ? resolved + "/" : resolved
        let after = end.map { String(decoding: content.bytes[$0], as: UTF8.self) } ?? ""
        return wanted.hasPrefix(before) && wanted.hasSuffix(after)
          && wanted.utf8.count > before.utf8.count + after.utf8.count
      }
    }
  }

  /// The path literal of a folder that a path is in, `./folder + "/${name}"`; of several the innermost.
  private func folderPath(of wanted: String) -> SourceLocation? {
    var best: (length: Int, place: SourceLocation)?
    _ = inAnyFile { file, tree in
      for id in tree.nodeIDs {
        guard tree.kind(id) == .path, let text = tree.literalText(id),
          let folder = Self.resolved(text, in: file), !folder.isEmpty,
          wanted.hasPrefix(folder + "/"), folder.utf8.count > best?.length ?? 0
        else { continue }
        best = (folder.utf8.count, tree.location(id))
      }
      return nil
    }
    return best?.place
  }

  /// A string that a path ends with, `./folder + "/file"`, in any file.
  ///
  /// - Parameter isWholeName: only one that begins with a slash.
  private func end(ofPath wanted: String, isWholeName: Bool) -> SourceLocation? {
    inAnyFile { _, tree in
      find(in: tree) { id in
        guard tree.kind(id) == .string, let text = tree.literalText(id) else { return false }
        return text.utf8.count > 1 && (!isWholeName || text.hasPrefix("/"))
          && "/\(wanted)".hasSuffix(text)
      }
    }
  }

  /// A path literal of a file, as a path from the root of the tree; nil for one that is not below a folder.
  private static func resolved(_ text: String, in file: String) -> String? {
    guard !text.hasPrefix("/"), !text.hasPrefix("~") else { return nil }
    var parts = file.split(separator: "/").dropLast()
    for part in text.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
