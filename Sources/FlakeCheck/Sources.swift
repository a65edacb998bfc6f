import HostModel
import NixEval
import NixLanguage
import SourceText

/// The user's files during a check: parsed once, found by the paths that the evaluator names.
struct CheckedSources {
  /// Where the tree stands during an evaluation.
  static let path = "/nix/store/11111111111111111111111111111111-source"

  let tree: RenderedTree
  private(set) var parsed: [String: ParsedFile] = [:]
  private var files: [String: SourceFile] = [:]

  init(_ tree: RenderedTree) {
    self.tree = tree
    for path in tree.paths {
      guard let file = tree[path], path.hasSuffix(".nix") else { continue }
      let source = SourceFile(name: path, bytes: file.bytes)
      files[path] = source
      parsed[path] = Parser.parse(source)
    }
  }

  /// The files as an evaluation reads them, below `path`.
  var entries: [String: OverlayIO.Entry] {
    tree.files.mapValues { OverlayIO.Entry.file($0.bytes) }
  }

  /// The errors of all files that do not parse.
  var syntaxErrors: [Diagnostic] {
    tree.paths.flatMap { parsed[$0]?.problems.filter(\.isError).map(\.diagnostic) ?? [] }
  }

  /// The path relative to the tree of a file that the evaluator names, or nil for others.
  func relativePath(_ path: String) -> String? {
    guard path.hasPrefix(Self.path + "/") else { return path == Self.path ? "flake.nix" : nil }
    let relative = String(path.dropFirst(Self.path.count + 1))
    if tree[relative] != nil { return relative }
    let inside = relative + "/default.nix"
    return tree[inside] == nil ? nil : inside
  }

  func file(_ relative: String) -> SourceFile? {
    files[relative] ?? tree[relative].map { SourceFile(name: relative, bytes: $0.bytes) }
  }

  /// A place of the evaluator in the user's files.
  func location(_ place: SourceMap.Place) -> SourceLocation? {
    guard case .file(let path) = place.origin, let relative = relativePath(path),
      let file = file(relative)
    else { return nil }
    return SourceLocation(file: file, span: tokenSpan(at: place.offset, in: file))
  }

  /// A place as builtins give it.
  func location(_ place: NixPlace) -> SourceLocation? {
    guard let relative = relativePath(place.file), let file = file(relative) else { return nil }
    var offset = 0
    var line = 1
    while line < place.line, offset < file.bytes.count {
      if file.bytes[offset] == UInt8(ascii: "\n") { line += 1 }
      offset += 1
    }
    return SourceLocation(file: file, span: tokenSpan(at: offset + place.column - 1, in: file))
  }

  /// The word that begins at an offset, or one byte.
  private func tokenSpan(at offset: Int, in file: SourceFile) -> SourceSpan {
    var end = offset
    while end < file.bytes.count, isWord(file.bytes[end]) { end += 1 }
    return SourceSpan(start: offset, end: max(end, offset + 1))
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// Every identifier written in the files; names that values nobody knows must answer to.
  var mentionedNames: Set<String> {
    var names: Set<String> = []
    var content = StringContent()
    for parsed in parsed.values {
      let tree = parsed.tree
      for id in tree.nodeIDs {
        switch tree.kind(id) {
        case .identifier: names.insert(tree.text(id))
        case .string:
          content.read(id, of: tree)
          if content.isStatic, (1...64).contains(content.bytes.count) {
            names.insert(String(decoding: content.bytes, as: UTF8.self))
          }
        default: break
        }
      }
    }
    return names
  }

  /// Text in messages with the paths of the evaluation replaced by those of the user.
  func shown(_ text: String) -> String {
    text.replacing(Self.path + "/", with: "").replacing(Self.path, with: ".")
      .replacing(StandIn.path + "/", with: "nixpkgs/").replacing(StandIn.path, with: "nixpkgs")
      .namingNixpkgs
  }
}

extension String {
  /// The text with the store path of nixpkgs, `/nix/store/HASH-source/`, replaced by its name.
  fileprivate var namingNixpkgs: String {
    let store = "/nix/store/"
    var parts = parts(around: store)
    for index in parts.indices.dropFirst() {
      let rest = parts[index].utf8.dropFirst(32)
      let isNixpkgs = ["pkgs", "nixos", "lib"].contains {
        rest.starts(with: "-source/\($0)/".utf8)
      }
      parts[index] =
        isNixpkgs
        ? "nixpkgs" + String(decoding: rest.dropFirst("-source".utf8.count), as: UTF8.self)
        : store + parts[index]
    }
    return parts.joined()
  }

  /// The text with each occurrence of another replaced.
  fileprivate func replacing(_ target: String, with replacement: String) -> String {
    parts(around: target).joined(separator: replacement)
  }

  /// What stands before, between and after the occurrences of another text.
  private func parts(around target: String) -> [String] {
    let bytes = Array(utf8)
    let wanted = Array(target.utf8)
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += wanted.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
