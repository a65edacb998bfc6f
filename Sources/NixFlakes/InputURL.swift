import SourceText

/// What can be told of the URL of an input without asking anybody.
enum InputURL {
  private static let forges = ["github", "gitlab", "sourcehut"]
  private static let schemes =
    forges + ["flake", "path", "git", "http", "https", "file", "hg", "tarball"]
  /// Schemes that take the name of a transport behind a plus sign.
  private static let withTransport = ["git", "hg", "tarball", "file"]

  /// Why Nix would not take a URL; nil also where only a server can tell.
  static func problem(_ url: String) -> (message: String, fix: String)? {
    if let colon = url.firstIndex(of: ":"), !url.contains("//"), url[..<colon].contains("@") {
      let rest = url[url.index(after: colon)...]
      return (
        "'\(url)' is no URL", "write \"git+ssh://\(url[..<colon])/\(rest)\""
      )
    }
    if let mark = url.firstIndex(of: "#") {
      return (
        "the URL '\(url)' ends with a fragment, which inputs do not have",
        "write \"\(url[..<mark])\""
      )
    }
    guard let colon = url.firstIndex(of: ":"), isScheme(url[..<colon]) else { return nil }
    let scheme = String(url[..<colon])
    let parts = scheme.split(separator: "+", maxSplits: 1)
    let isKnown =
      parts.count > 1
      ? withTransport.contains(String(parts[0])) : schemes.contains(scheme)
    guard isKnown else { return ("the URL '\(url)' is unsupported", fix(scheme, url)) }
    let body = url[url.index(after: colon)...].prefix { $0 != "?" && $0 != "#" }
    if forges.contains(scheme) {
      let names = body.split(separator: "/")
      guard names.count >= 2, !body.hasPrefix("/"), !body.contains(" ") else {
        return ("the URL '\(url)' names no repository", "write \"\(scheme):OWNER/REPOSITORY\"")
      }
    }
    return nil
  }

  private static func fix(_ scheme: String, _ url: String) -> String {
    if ["ssh", "ftp"].contains(scheme) { return "write \"git+\(url)\" for a repository of git" }
    return Suggestion.nearest(to: scheme.lowercased(), among: schemes)
      .map { "did you mean `\($0):`?" }
      ?? "write one of \(schemes.map { "\($0):" }.joined(separator: ", ")), git+https: or git+ssh:"
  }

  /// Whether a text has the form of a scheme; something else before a colon makes it a path.
  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
}
