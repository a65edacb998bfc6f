package import HostModel

/// Finds entries of a list by what is typed: those that begin with it first, then those with a word
/// that does, then those that hold it, then those whose explanation does. Case and accents do not
/// matter, and a blank finds an underscore: "new york" is America/New_York.
package struct ChoiceSearch: Sendable {
  package let choices: [AnswerType.Choice]
  /// The values and explanations as they are searched, one after the other in one array: a search
  /// of 100,000 names takes about a millisecond.
  private var text: [UInt8] = []
  /// Where in it the value and the explanation of each choice begin, and where the last one ends.
  private var starts: [Int] = [0]

  package init(_ choices: [AnswerType.Choice]) {
    self.choices = choices
    starts.reserveCapacity(2 * choices.count + 1)
    for choice in choices {
      for part in [choice.value, choice.help] {
        text += Self.searchable(part)
        starts.append(text.count)
      }
    }
  }

  private static func searchable(_ text: String) -> [UInt8] {
    Folding.searchable(text).utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
  }

  /// The entries that match, the best first; all of them for an empty text.
  package func matches(_ typed: String) -> [AnswerType.Choice] {
    let wanted = Self.searchable(typed)
    guard !wanted.isEmpty else { return choices }
    var ranks: [[Int]] = [[], [], [], []]
    text.withUnsafeBufferPointer { text in
      wanted.withUnsafeBufferPointer { wanted in
        for index in choices.indices {
          let value = text[starts[2 * index]..<starts[2 * index + 1]]
          let help = text[starts[2 * index + 1]..<starts[2 * index + 2]]
          if let rank = Self.rank(of: wanted, in: value) {
            ranks[rank].append(index)
          } else if Self.rank(of: wanted, in: help) != nil {
            ranks[3].append(index)
          }
        }
      }
    }
    return ranks.joined().map { choices[$0] }
  }

  /// 0 at the beginning of a text, 1 at the beginning of a word, 2 elsewhere; nil when it is not
  /// there.
  private static func rank(
    of wanted: UnsafeBufferPointer<UInt8>, in text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int? {
    guard let first = wanted.first, text.count >= wanted.count else { return nil }
    var found: Int?
    for place in text.startIndex...(text.endIndex - wanted.count) where text[place] == first {
      guard text[place..<place + wanted.count].elementsEqual(wanted) else { continue }
      if place == text.startIndex { return 0 }
      if !isLetterOrDigit(text[place - 1]) { return 1 }
      found = 2
    }
    return found
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }
}

/// Texts of which all values are known, so that they are chosen and not typed from memory.
package enum KnownTexts {
  /// The values of a question whose answer is a text by a rule; nil when they are not known.
  package static func choices(
    for rule: TextRule, of question: String, answers: Answers
  ) -> [AnswerType.Choice]? {
    var names: [String]
    var meaning: (String) -> String = { _ in "" }
    if question == AnswerKey.keyboardVariant.id {
      // A variant belongs to a layout; of several layouts the first has it.
      let layout = answers[.keyboardLayout].split(separator: ",").first ?? ""
      names = RegionList.variants(of: String(layout))
      meaning = { RegionList.variants.meaning(of: "\(layout) \($0)") }
    } else if let list = rule.list {
      names = list.names
      meaning = list.meaning
    } else {
      return nil
    }
    // An empty text is a choice too, where it is one.
    if rule.check("") == nil { names.insert("", at: 0) }
    return names.map { AnswerType.Choice($0, meaning($0)) }
  }

  /// Whether a text may be several of the values with commas between them.
  package static func isSeveral(_ rule: TextRule) -> Bool { rule.list == .options }

  /// Whether a text may be more than one of the values, though that is rare.
  package static func isOpen(_ rule: TextRule) -> Bool { rule.list == .layouts }
}
