/// What an expression evaluates to, as far as the generator plans it.
indirect enum Kind: Hashable, Sendable {
  case integer, float, boolean, null, string, path
  case list(Kind)
  /// Names, sorted, and what they hold.
  case set([Field])
  case function(Kind, Kind)

  struct Field: Hashable, Sendable {
    let name: String
    let kind: Kind
  }

  /// Whether a value may go through JSON and come back the same.
  var isData: Bool {
    switch self {
    case .integer, .float, .boolean, .null, .string: true
    case .path, .function: false
    case .list(let element): element.isData
    case .set(let fields):
      fields.allSatisfy { $0.kind.isData && !["outPath", "__toString"].contains($0.name) }
    }
  }

  /// Whether `<` orders values.
  var isOrdered: Bool {
    switch self {
    case .integer, .float, .string, .path: true
    case .list(let element): element.isOrdered
    case .boolean, .null, .set, .function: false
    }
  }

  /// Whether `toString` takes values.
  var hasText: Bool {
    switch self {
    case .integer, .float, .boolean, .null, .string, .path: true
    case .list(let element): element.hasText
    case .set, .function: false
    }
  }

  static let scalars: [Kind] = [.integer, .float, .boolean, .null, .string]

  /// Names of attributes: plain ones mostly, so that different sets share some.
  static let names = [
    "a", "b", "c", "x", "y", "foo", "bar", "name", "value", "a-b", "it's", "\"\"", "\"1\"",
    "\"a b\"",
    "\"if\"", "\"é\"", "or", "type", "_type", "\"a.b\"",
  ]

  static func random(_ random: inout Randomness, depth: Int = 2) -> Kind {
    guard depth > 0, random.chance(55) else {
      return random.chance(4) ? .path : random.pick(scalars)
    }
    switch random.below(10) {
    case 0...3: return .list(.random(&random, depth: depth - 1))
    case 4...7:
      let names = Set((0..<random.below(4)).map { _ in random.pick(Self.names) }).sorted()
      return .set(names.map { Field(name: $0, kind: .random(&random, depth: depth - 1)) })
    case 8: return .function(.random(&random, depth: depth - 1), .random(&random, depth: depth - 1))
    default: return random.pick(scalars)
    }
  }
}
