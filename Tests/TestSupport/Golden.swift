import Glibc
package import Testing

/// Golden files: expected output kept under `Tests/`, compared byte for byte.
///
/// `make update-golden` sets NIXWIZ_UPDATE_GOLDEN=1: files that differ are rewritten and the test
/// still fails, so that an update is seen, reviewed and never happens in CI.
package enum Golden {
  /// The absolute path of `Tests/`.
  package static let root: String = {
    let file = #filePath.split(separator: "/").dropLast(2)
    return "/" + file.joined(separator: "/")
  }()

  /// Whether files that differ are to be rewritten; never in CI.
  package static var isUpdating: Bool {
    getenv("NIXWIZ_UPDATE_GOLDEN") != nil && getenv("CI") == nil
  }

  /// Compares with the file at `path` (relative to `Tests/`).
  package static func expect(
    _ actual: [UInt8], at path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = "\(root)/\(path)"
    let expected = Fixture.bytes(at: file)
    guard actual != expected else { return }
    if isUpdating {
      Fixture.write(actual, to: file)
      Issue.record("updated \(path); review the difference", sourceLocation: sourceLocation)
      return
    }
    let wanted = String(decoding: expected ?? [], as: UTF8.self)
    let got = String(decoding: actual, as: UTF8.self)
    Issue.record(
      """
      \(path) differs (run `make update-golden` if the new text is right)
      \(firstDifference(wanted, got))
      """, sourceLocation: sourceLocation)
  }

  /// The same for text.
  package static func expect(
    _ actual: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(Array(actual.utf8), at: path, sourceLocation: sourceLocation)
  }

  /// The first line that differs, with three lines before it.
  private static func firstDifference(_ wanted: String, _ got: String) -> String {
    let left = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    let right = got.split(separator: "\n", omittingEmptySubsequences: false)
    var line = 0
    while line < left.count, line < right.count, left[line] == right[line] { line += 1 }
    var out = "first difference in line \(line + 1):\n"
    for context in left[max(0, line - 3)..<line] { out += "    \(context)\n" }
    out += "  - \(line < left.count ? String(left[line]) : "<end>")\n"
    out += "  + \(line < right.count ? String(right[line]) : "<end>")"
    return out
  }
}
