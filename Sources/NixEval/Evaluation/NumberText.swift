import Glibc

/// Floats as C prints them, which is how Nix shows them.
package enum NumberText {
  /// `%f`: six decimals. What `toString` gives.
  package static func fixed(_ number: Double) -> String { format("%f", number) }

  /// `%g`: six significant digits. What printing gives.
  package static func general(_ number: Double) -> String { format("%g", number) }

  private static func format(_ pattern: String, _ number: Double) -> String {
    // The longest: a sign, 309 digits, a point, six decimals.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      _ = withVaList([number]) { vsnprintf(start, buffer.count, pattern, $0) }
      return String(cString: start)
    }
  }
}
