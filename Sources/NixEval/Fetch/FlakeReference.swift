import TextFormats

/// Where a source comes from, as attributes: `{ type = "github"; owner = …; }`.
package struct FlakeReference: Sendable, Hashable {
  /// The value of an attribute.
  package enum Attribute: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case boolean(Bool)
  }

  package var attributes: [String: Attribute]

  package init(_ attributes: [String: Attribute]) { self.attributes = attributes }

  /// The text of an attribute that is a string.
  package subscript(name: String) -> String? {
    get { if case .string(let text)? = attributes[name] { text } else { nil } }
    set { attributes[name] = newValue.map { .string($0) } }
  }

  /// `github`, `git`, `path`, `indirect` and so on.
  package var type: String { self["type"] ?? "" }

  /// Hosts that are named by owner and repository.
  static let forges: Set<String> = ["github", "gitlab", "sourcehut"]

  /// Whether a text is a full commit hash of git.
  static func isRevision(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 40 && text.utf8.allSatisfy { isDigit($0) || $0 >= 0x61 && $0 <= 0x66 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension FlakeReference {
  /// The attributes as messages show them: JSON, sorted by name.
  var json: String {
    var writer = JSONWriter()
    writer.beginObject()
    for (name, attribute) in attributes.sorted(by: { $0.key < $1.key }) {
      writer.key(name)
      switch attribute {
      case .string(let text): writer.string(text)
      case .integer(let number): writer.integer(number)
      case .boolean(let flag): writer.bool(flag)
      }
    }
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Why a text is no flake reference, in Nix's words.
package struct FlakeReferenceError: Error, Sendable, Hashable {
  package let message: String
}

extension FlakeReference {
  /// Reads a flake reference such as `github:NixOS/nixpkgs/nixos-26.05?dir=lib`.
  package init(parsing text: String) throws(FlakeReferenceError) {
    let notAbsolute = FlakeReferenceError(
      message: "flake reference '\(text)' is not an absolute path")
    var rest = text[...]
    var fragment: Substring = ""
    if let hash = rest.firstIndex(of: "#") {
      fragment = rest[rest.index(after: hash)...]
      rest = rest[..<hash]
    }
    guard fragment.isEmpty else {
      throw FlakeReferenceError(
        message: "unexpected fragment '\(fragment)' in flake reference '\(text)'")
    }
    var query: [String: String] = [:]
    if let mark = rest.firstIndex(of: "?") {
      for pair in rest[rest.index(after: mark)...].split(separator: "&") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        query[Percent.decoded(parts[0])] = parts.count > 1 ? Percent.decoded(parts[1]) : ""
      }
      rest = rest[..<mark]
    }
    if rest.hasPrefix("/") {
      self.init(["type": .string("path"), "path": .string(Percent.decoded(rest))])
      addQuery(query)
      return
    }
    guard let colon = rest.firstIndex(of: ":") else {
      guard let indirect = Self(indirect: rest) else { throw notAbsolute }
      self = indirect
      addQuery(query)
      return
    }
    let scheme = String(rest[..<colon])
    let body = rest[rest.index(after: colon)...]
    guard let reference = Self(scheme: scheme, body: body, whole: rest, query: query) else {
      let isKnown = scheme == "flake" || Self.forges.contains(scheme)
      throw isKnown
        ? notAbsolute : FlakeReferenceError(message: "input '\(text)' is unsupported")
    }
    self = reference
  }

  /// `nixpkgs`, `nixpkgs/branch`, `nixpkgs/branch/revision`.
  private init?(indirect text: Substring) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let id = parts.first, let first = id.utf8.first, first | 0x20 >= 0x61,
      first | 0x20 <= 0x7a, (1...3).contains(parts.count), !parts.contains(""),
      id.utf8.allSatisfy(Self.isIdentifierByte)
    else { return nil }
    self.init(["type": .string("indirect"), "id": .string(String(id))])
    for part in parts.dropFirst() {
      self[Self.isRevision(part) ? "rev" : "ref"] = Percent.decoded(part)
    }
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte == 0x5f || byte == 0x2d
  }

  private init?(
    scheme: String, body: Substring, whole: Substring, query: [String: String]
  ) {
    switch scheme {
    case "flake":
      self.init(indirect: body)
      addQuery(query)
    case "path":
      self.init(["type": .string("path"), "path": .string(Percent.decoded(body))])
      addQuery(query)
    case "github", "gitlab", "sourcehut":
      let parts = body.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      self.init([
        "type": .string(scheme), "owner": .string(Percent.decoded(parts[0])),
        "repo": .string(Percent.decoded(parts[1])),
      ])
      if parts.count > 2 {
        self[Self.isRevision(parts[2]) ? "rev" : "ref"] = Percent.decoded(parts[2])
      }
      let known = ["dir", "host", "narHash", "ref", "rev", "lastModified"]
      addQuery(query.filter { known.contains($0.key) })
    case "http", "https", "file":
      self.init(["type": .string("tarball"), "url": .string(String(whole))])
      addQuery(query)
    case "git", "git+http", "git+https", "git+ssh", "git+file", "hg+http", "hg+https", "hg+ssh",
      "hg+file", "tarball+http", "tarball+https", "tarball+file", "file+http", "file+https",
      "file+file":
      let parts = scheme.split(separator: "+")
      let url = parts.count > 1 ? "\(parts[1]):\(body)" : String(whole)
      self.init(["type": .string(String(parts[0])), "url": .string(url)])
      addQuery(query)
    default: return nil
    }
  }

  private mutating func addQuery(_ query: [String: String]) {
    for (key, value) in query {
      switch key {
      case "shallow", "submodules", "allRefs", "exportIgnore", "lfs", "verifyCommit":
        attributes[key] = .boolean(value == "1")
      case "lastModified", "revCount": attributes[key] = Int(value).map { .integer($0) }
      default: attributes[key] = .string(value)
      }
    }
  }
}

extension FlakeReference: CustomStringConvertible {
  /// The reference as one text. What was found out about a source is not
  /// part of it, nor what another attribute follows from.
  package var description: String {
    var query: [String: String] = [:]
    for (key, value) in attributes {
      switch value {
      case .string(let text): query[key] = text
      case .integer(let number): query[key] = String(number)
      case .boolean(let flag): query[key] = flag ? "1" : "0"
      }
    }
    func take(_ key: String) -> String? { query.removeValue(forKey: key) }
    let type = take("type") ?? ""
    var out: String
    switch type {
    case "indirect":
      out = "flake:\(take("id") ?? "")"
      for part in [take("ref"), take("rev")] {
        if let part { out += "/" + Percent.encoded(part, allowing: "") }
      }
    case "path": out = "path:" + Percent.encoded(take("path") ?? "", allowing: "/")
    case "github", "gitlab", "sourcehut":
      out = "\(type):" + Percent.encoded(take("owner") ?? "", allowing: "")
      out += "/" + Percent.encoded(take("repo") ?? "", allowing: "")
      let revision = take("rev")
      let name = take("ref")
      if let part = revision ?? name { out += "/" + Percent.encoded(part, allowing: "") }
    case "git", "hg":
      let url = take("url") ?? ""
      out = url.hasPrefix("git:") ? url : "\(type)+\(url)"
      query = query.filter { attributes[$0.key] != .boolean(false) }
      for name in ["narHash", "lastModified", "allRefs", "revCount"] { query[name] = nil }
    default:
      out = take("url") ?? ""
      for name in ["rev", "revCount", "lastModified", "unpack"] { query[name] = nil }
    }
    for name in ["__final", "name", "dirtyRev", "dirtyShortRev"] { query[name] = nil }
    let pairs = query.sorted { $0.key < $1.key }.map { key, value in
      "\(Percent.encoded(key, allowing: ""))=\(Percent.encoded(value, allowing: ":@/?"))"
    }
    return pairs.isEmpty ? out : out + "?" + pairs.joined(separator: "&")
  }
}

/// Percent encoding of URLs.
enum Percent {
  static func decoded(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        out.append(byte)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Everything but letters, digits, `-._~` and `allowed` is encoded.
  static func encoded(_ text: String, allowing allowed: String) -> String {
    var out = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80
        && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte)
          || "-._~".unicodeScalars.contains(scalar) || allowed.unicodeScalars.contains(scalar))
      if isPlain {
        out.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return out
  }
}
