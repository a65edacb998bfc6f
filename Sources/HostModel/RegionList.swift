import CFacts
import SourceText

/// Names that a system knows: time zones, locales, layouts. They are embedded, so that a spelling is
/// judged on any machine, also where none of these packages is installed.
package enum RegionList: Sendable {
  case timeZones, locales, keymaps, layouts, options
  /// A layout, a blank and a variant of it.
  case variants

  /// All names, sorted by bytes.
  package var names: [String] { table.names }

  /// What a name means to people: the country of a time zone, the language of a layout; empty where
  /// nothing is known.
  package func meaning(of name: String) -> String { table.meanings[name] ?? "" }

  package func contains(_ name: String) -> Bool { table.known.contains(name) }

  /// The variants of a layout.
  package static func variants(of layout: String) -> [String] {
    let prefix = layout + " "
    return RegionList.variants.names.filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
  }

  private var table: Table {
    switch self {
    case .timeZones: .timeZones
    case .locales: .locales
    case .keymaps: .keymaps
    case .layouts: .layouts
    case .options: .options
    case .variants: .variants
    }
  }

  /// A list in memory; each is read when it is first asked for.
  private struct Table: Sendable {
    let names: [String]
    let known: Set<String>
    /// What stands behind a tab, by name.
    let meanings: [String: String]

    init(_ blob: nixwiz_blob) {
      let bytes = UnsafeBufferPointer(start: blob.bytes, count: blob.size)
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
        .filter { $0.first != UInt8(ascii: "#") }
        .map { $0.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) } }
      names = lines.map { $0[0] }
      known = Set(names)
      meanings = Dictionary(
        uniqueKeysWithValues: lines.filter { $0.count > 1 }.map { ($0[0], $0[1]) })
    }

    static let timeZones = Table(nixwiz_time_zones())
    static let locales = Table(nixwiz_locales())
    static let keymaps = Table(nixwiz_keymaps())
    static let layouts = Table(nixwiz_xkb_layouts())
    static let options = Table(nixwiz_xkb_options())
    static let variants = Table(nixwiz_xkb_variants())
  }
}

extension TextRule {
  /// `Area/City` of the time zone database, or `UTC`.
  package static let timeZone = TextRule(
    "a time zone such as Europe/Berlin", pattern: "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
    maximumLength: 64, list: .timeZones
  ) { text in
    if RegionList.timeZones.contains(text) { return nil }
    let near = nearest(to: text, in: .timeZones) ?? city(text)
    return Problem(
      "\"\(text)\" is not a time zone",
      fix: near.map { "did you mean \"\($0)\"?" } ?? "write Area/City, such as Europe/Berlin")
  }

  /// The zone of a city, for those who write the city alone.
  private static func city(_ text: String) -> String? {
    let wanted = "/" + String(text.lowercased().map { $0 == " " ? "_" : $0 })
    return RegionList.timeZones.names.first { $0.lowercased().hasSuffix(wanted) }
  }

  /// `de_DE.UTF-8`; other encodings are refused, since half of all programs misread them.
  package static let locale = TextRule(
    "a locale such as en_US.UTF-8",
    pattern: "^([a-z]{2,3}(_[A-Z]{2})?|C)(\\.UTF-8)?(@[a-z]+)?$",
    maximumLength: 32, list: .locales
  ) { text in
    if RegionList.locales.contains(text) { return nil }
    let name = String(text.prefix { $0 != "." && $0 != "@" })
    // glibc spells a locale without the ending where UTF-8 is its only character set.
    for other in ["\(name).UTF-8", name] where RegionList.locales.contains(other) {
      return Problem("\"\(text)\" is not a UTF-8 locale of glibc", fix: "write \"\(other)\"")
    }
    return Problem(
      "\"\(text)\" is not a locale",
      fix: nearest(to: text, in: .locales).map { "did you mean \"\($0)\"?" }
        ?? "write ll_CC.UTF-8, such as de_DE.UTF-8")
  }

  /// Layouts of XKB, with commas between several.
  package static let keyboardLayout = TextRule(
    "a keyboard layout such as de", pattern: "^[a-z]+(,[a-z]+)*$", maximumLength: 64,
    list: .layouts
  ) { text in
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let wrong = parts.first(where: { !RegionList.layouts.contains($0) }) else { return nil }
    return Problem(
      "\"\(wrong)\" is not a keyboard layout",
      fix: nearest(to: wrong, in: .layouts).map { "did you mean \"\($0)\"?" }
        ?? "layouts go by country, such as de, fr or us")
  }

  /// Options of XKB, with commas between several.
  package static let keyboardOptions = TextRule(
    "XKB options such as caps:escape", pattern: "^([a-z0-9_]+:[A-Za-z0-9_]+(,|$))*$",
    maximumLength: 256, list: .options
  ) { text in
    let parts = text.split(separator: ",").map(String.init)
    guard let wrong = parts.first(where: { !RegionList.options.contains($0) }) else { return nil }
    return Problem(
      "\"\(wrong)\" is not an option of XKB",
      fix: nearest(to: wrong, in: .options).map { "did you mean \"\($0)\"?" })
  }

  /// A keymap of the text console, or an empty text.
  package static let consoleKeymap = TextRule(
    "a console keymap such as de-latin1", pattern: "^[A-Za-z0-9_.-]*$", maximumLength: 64,
    list: .keymaps
  ) { text in
    if text.isEmpty || RegionList.keymaps.contains(text) { return nil }
    return Problem(
      "\"\(text)\" is not a keymap of the console",
      fix: nearest(to: text, in: .keymaps).map { "did you mean \"\($0)\"?" }
        ?? "leave it empty for the keys of keyboard.layout")
  }

  private static func nearest(to text: String, in list: RegionList) -> String? {
    Suggestion.nearest(to: text, among: list.names)
  }
}
