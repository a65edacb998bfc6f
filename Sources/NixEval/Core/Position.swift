import SourceText

/// A place in any text that one evaluator has read: 32 bits, 0 for none.
///
/// The texts are laid end to end; a position is an offset into that. Past 4 GiB of source text
/// (a hundred times nixpkgs) new texts get no positions, everything else goes on.
package struct Position: Hashable {
  let raw: UInt32

  @inline(__always) init(raw: UInt32) { self.raw = raw }

  package static let none = Position(raw: 0)
  @inline(__always) package var isNone: Bool { raw == 0 }
}

/// The texts that were read, to turn positions into files, lines and columns on demand.
package struct SourceMap {
  /// Where a text came from.
  package enum Origin: Hashable, Sendable {
    /// A file, by its absolute path.
    case file(String)
    /// Text given by the caller, such as an argument of `-E`, with a name to show.
    case text(name: String)
  }

  package struct Place: Sendable {
    package let origin: Origin
    package let line: Int
    package let column: Int
    package let offset: Int
    /// The whole text, unless it is a file.
    package let text: [UInt8]?
  }

  private struct Source {
    let origin: Origin
    let base: UInt32
    let count: Int
    /// The bytes of `Origin.text`; files are read again when a line is asked for, which most never
    /// are: keeping 3,000 texts or their tables would cost 20 MB of a NixOS evaluation.
    let bytes: [UInt8]
    /// Made when first needed.
    var lines: LineTable?
  }

  private var sources: [Source] = []
  /// Positions in versions of exchanged files that are gone, with where the code stands now.
  private var moved: [UInt32: UInt32] = [:]
  private var next: UInt64 = 1

  /// Registers a text and returns the position of its first byte.
  mutating func add(_ origin: Origin, _ bytes: [UInt8]) -> Position {
    let base = next
    guard base + UInt64(bytes.count) + 1 <= UInt64(UInt32.max) else { return .none }
    next = base + UInt64(bytes.count) + 1
    var kept: [UInt8] = []
    if case .text = origin { kept = bytes }
    sources.append(
      Source(
        origin: origin, base: UInt32(base), count: bytes.count, bytes: kept, lines: nil))
    return Position(raw: UInt32(base))
  }

  /// File, line and column of a position. `read` gives the bytes of a file.
  mutating func place(_ position: Position, read: (String) -> [UInt8]?) -> Place? {
    let position = moved.isEmpty ? position : moved[position.raw].map(Position.init) ?? position
    guard let index = index(of: position) else { return nil }
    let source = sources[index]
    let lines: LineTable
    if let known = source.lines {
      lines = known
    } else {
      let bytes: [UInt8]? =
        switch source.origin {
        case .file(let path): read(path)
        case .text: source.bytes
        }
      lines = LineTable(bytes ?? [])
      sources[index].lines = lines
    }
    let offset = Int(position.raw - source.base)
    let found = lines.position(at: offset)
    var text: [UInt8]?
    if case .text = source.origin { text = source.bytes }
    return Place(
      origin: source.origin, line: found.line, column: found.column, offset: offset, text: text)
  }

  /// Whether a position is in a file, of which place others can be told.
  func isInFile(_ position: Position) -> Bool {
    guard let index = index(of: position), case .file = sources[index].origin else { return false }
    return true
  }

  /// Lets code of a file stand where the same code stands in the next version of the file.
  mutating func move(_ old: Position, to new: Position) { moved[old.raw] = new.raw }

  private func index(of position: Position) -> Int? {
    guard !position.isNone else { return nil }
    var low = 0
    var high = sources.count
    while low < high {
      let middle = (low + high) / 2
      if sources[middle].base <= position.raw { low = middle + 1 } else { high = middle }
    }
    guard low > 0, Int(position.raw - sources[low - 1].base) <= sources[low - 1].count else {
      return nil
    }
    return low - 1
  }
}

extension SourceMap.Place {
  /// Whether file, line and column are the same.
  func isSame(as other: Self) -> Bool {
    origin == other.origin && line == other.line && column == other.column
  }

  /// The file as a value or a document names it; nil for other texts. Those that come with the
  /// evaluator are at the root of a file system of their own.
  package var filePath: String? {
    switch origin {
    case .file(let path):
      path.hasPrefix(CorePackages.root) ? String(path.dropFirst(CorePackages.root.count)) : path
    case .text(DerivationPrelude.name): DerivationPrelude.path
    case .text: nil
    }
  }
}

extension Evaluator {
  /// File, line and column of a position.
  package func place(of position: Position) -> SourceMap.Place? {
    // Reading the file for its lines makes nothing depend on the rest of it.
    let met = dependencies.mark()
    defer { dependencies.rewind(met) }
    return sourceMap.place(position) { path in
      CorePackages.source(path) ?? (try? io.readFile(path))
    }
  }
}
