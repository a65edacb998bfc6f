/// What a message of NixOS mentions: paths of options, and words.
struct MessageWords {
  /// Names with dots between them, `services.nginx.virtualHosts."a.b"`; without `config.` in front.
  private(set) var paths: [[String]] = []
  /// The option that the message is about: "The option `X' …".
  private(set) var option: [String]?
  private(set) var words: Set<String> = []

  /// Messages show values of any length; what they are about comes first.
  private static let readBytes = 4_000

  init(_ message: String) {
    let bytes = Array(message.utf8.prefix(Self.readBytes))
    var index = 0
    while index < bytes.count {
      guard let (path, end) = Self.path(in: bytes, from: index) else {
        index += 1
        continue
      }
      let isOfOption = bytes[..<index].suffix(8).elementsEqual("option `".utf8)
      index = end
      words.formUnion(path)
      let inner = path.first == "config" || path.first == "options" ? Array(path.dropFirst()) : path
      if isOfOption, option == nil { option = inner }
      if inner.count > 1 { paths.append(inner) }
    }
    // Paths of files with what they consist of, and whatever else has spaces or quotes around it.
    for text in bytes.split(whereSeparator: Self.isBetweenWords) {
      words.insert(String(decoding: text, as: UTF8.self))
      for part in text.split(separator: UInt8(ascii: "/")) {
        words.insert(String(decoding: part, as: UTF8.self))
      }
      if let name = Self.abbreviation(text) { words.insert(name) }
    }
  }

  /// What options call an abbreviation: `uid` for UIDs.
  private static func abbreviation(_ text: ArraySlice<UInt8>) -> String? {
    let letters = text.last == UInt8(ascii: "s") ? text.dropLast() : text
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard letters.count > 1, letters.allSatisfy(capitals.contains) else { return nil }
    return String(decoding: letters, as: UTF8.self).lowercased()
  }

  private static func isBetweenWords(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "`'\",;:()[]{}".utf8.contains(byte)
  }

  /// A name, or several with dots between them, and where they end.
  private static func path(in bytes: [UInt8], from start: Int) -> ([String], end: Int)? {
    var names: [String] = []
    var index = start
    while let (name, end) = name(in: bytes, from: index) {
      names.append(name)
      index = end
      guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: ".") else { break }
      guard self.name(in: bytes, from: index + 1) != nil else { break }
      index += 1
    }
    return names.isEmpty ? nil : (names, index)
  }

  /// `name`, `"name"` or `<name>`.
  private static func name(in bytes: [UInt8], from start: Int) -> (String, end: Int)? {
    guard start < bytes.count else { return nil }
    let closing: UInt8? =
      switch bytes[start] {
      case UInt8(ascii: "\""): UInt8(ascii: "\"")
      case UInt8(ascii: "<"): UInt8(ascii: ">")
      default: nil
      }
    if let closing {
      let rest = bytes[(start + 1)...].prefix(100)
      // A quotation of several words is no name.
      guard let end = rest.firstIndex(of: closing), end > start + 1,
        !bytes[start..<end].contains(UInt8(ascii: "\n"))
      else { return nil }
      let isPlace = closing == UInt8(ascii: ">")
      return (
        String(decoding: isPlace ? bytes[start...end] : bytes[(start + 1)..<end], as: UTF8.self),
        end + 1
      )
    }
    let name = bytes[start...].prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "@"):
        true
      default: false
      }
    }
    return name.isEmpty ? nil : (String(decoding: name, as: UTF8.self), name.endIndex)
  }
}
