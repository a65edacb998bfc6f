import NixStore

/// Which sources restricted evaluation may fetch.
extension Evaluator {
  /// Throws unless a URI is below one of those that the settings allow, or a path that may be read.
  func checkAccess(toURI uri: String) throws {
    guard settings.isRestricted, !settings.allowedURIs.contains(where: { Self.covers($0, uri) })
    else { return }
    let path =
      uri.hasPrefix("file:/") ? String(uri.dropFirst("file:".count).drop { $0 == "/" }) : nil
    guard let path = uri.hasPrefix("/") ? uri : path.map({ "/" + $0 }) else {
      throw failure(
        "access to URI '\(uri)' is forbidden in restricted mode", kind: .restricted)
    }
    do throws(IOFailure) {
      try storeView.checkAccess(to: path)
    } catch { throw readFailure(path, error) }
  }

  /// Whether a URI is an allowed one or below it: `https://github.co` does not cover
  /// `https://github.com`. A scheme alone covers all that has it.
  private static func covers(_ allowed: String, _ uri: String) -> Bool {
    guard uri != allowed else { return true }
    guard !allowed.isEmpty, uri.hasPrefix(allowed) else { return false }
    let isScheme = allowed.hasSuffix(":") && !allowed.dropLast().contains { ":/".contains($0) }
    return isScheme || allowed.hasSuffix("/") || uri.dropFirst(allowed.count).hasPrefix("/")
  }
}
