/// The signs of the screens, as the terminal at hand can show them.
package enum GlyphSet: Sendable, Equatable {
  case unicode
  /// The text console of Linux, whose fonts have little more than code page 437.
  case console
  case ascii

  /// One sign.
  package enum Glyph: CaseIterable, Sendable {
    /// In front of the line that has the focus.
    case cursor
    case answered, standard, problem, warning, running
    /// Where text was cut.
    case cut
    /// Opens a list.
    case opens
    case arrow, masked, horizontal, vertical, on, more
  }

  package subscript(glyph: Glyph) -> String {
    switch (glyph, self) {
    case (.cursor, .ascii): ">"
    case (.cursor, _): "►"
    case (.answered, .ascii): "*"
    case (.answered, _): "√"
    case (.standard, .ascii): "."
    case (.standard, _): "·"
    case (.problem, .ascii): "x"
    case (.problem, _): "×"
    case (.warning, _): "!"
    case (.running, _): "~"
    case (.cut, .unicode): "…"
    case (.cut, .console): "»"
    case (.cut, .ascii): ">"
    case (.opens, .ascii): "v"
    case (.opens, _): "▼"
    case (.arrow, .ascii): "->"
    case (.arrow, _): "→"
    case (.masked, .ascii): "*"
    case (.masked, _): "•"
    case (.horizontal, .ascii): "-"
    case (.horizontal, _): "─"
    case (.vertical, .ascii): "|"
    case (.vertical, _): "│"
    case (.on, _): "x"
    case (.more, .ascii): "v"
    case (.more, _): "↓"
    }
  }

  /// A text as this set can show it: whatever could act on a terminal made visible by the caller,
  /// letters without their accents and `?` for the rest where there is ASCII alone.
  package func shown(_ text: String) -> String {
    guard self == .ascii, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.reduce(into: "") { $0 += Folding.ascii($1) }
  }
}

/// Letters without accents, for terminals without them and for searches.
package enum Folding {
  /// Lower case without accents.
  package static func searchable(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return text.lowercased().reduce(into: "") { out, character in
      let folded = ascii(character)
      out += folded == "?" ? String(character) : folded
    }
  }

  /// An ASCII spelling of a character; `?` when there is none.
  package static func ascii(_ character: Character) -> String {
    if character.isASCII { return String(character) }
    if let spelling = spellings[character] { return spelling }
    return DisplayWidth.of(character) == 2 ? "??" : "?"
  }

  private static let spellings: [Character: String] = {
    let letters = [
      "ÀÁÂÃÄÅĀĂĄ": "A", "àáâãäåāăą": "a", "ÇĆČ": "C", "çćč": "c", "ĎĐ": "D", "ďđ": "d",
      "ÈÉÊËĒĘĚ": "E", "èéêëēęě": "e", "Ğ": "G", "ğ": "g", "ÌÍÎÏĪİ": "I", "ìíîïīı": "i", "Ł": "L",
      "ł": "l", "ÑŃŇ": "N", "ñńň": "n", "ÒÓÔÕÖØŌŐ": "O", "òóôõöøōő": "o", "Ř": "R", "ř": "r",
      "ŚŞŠ": "S", "śşš": "s", "ŤŢ": "T", "ťţ": "t", "ÙÚÛÜŪŮŰ": "U", "ùúûüūůű": "u", "ÝŸ": "Y",
      "ýÿ": "y", "ŹŻŽ": "Z", "źżž": "z",
    ]
    var spellings: [Character: String] = [
      "ß": "ss", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "…": "...", "→": "->", "–": "-",
      "—": "-", "×": "x", "·": ".", "®": "(R)", "©": "(C)", "™": "(TM)", "“": "\"", "”": "\"",
      "‘": "'", "’": "'", "•": "*", "≥": ">=", "≤": "<=", "µ": "u", "°": " deg", "›": ">",
    ]
    for (accented, letter) in letters {
      for character in accented { spellings[character] = letter }
    }
    return spellings
  }()
}
