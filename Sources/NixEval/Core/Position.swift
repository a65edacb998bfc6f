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
  }

  private struct Source {
    let origin: Origin
    let base: UInt32
    let count: Int
    /// The bytes of `Origin.text`; files are read again when a diagnostic shows them.
    let bytes: [UInt8]
    let lines: LineTable
  }

  private var sources: [Source] = []
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
        origin: origin, base: UInt32(base), count: bytes.count, bytes: kept,
        lines: LineTable(bytes)))
    return Position(raw: UInt32(base))
  }

  /// File, line and column of a position.
  package func place(_ position: Position) -> Place? {
    guard let source = source(of: position) else { return nil }
    let offset = Int(position.raw - source.base)
    let found = source.lines.position(at: offset)
    return Place(origin: source.origin, line: found.line, column: found.column, offset: offset)
  }

  /// The bytes of a text that the caller gave.
  func text(at position: Position) -> [UInt8]? { source(of: position)?.bytes }

  private func source(of position: Position) -> Source? {
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
    return sources[low - 1]
  }
}
