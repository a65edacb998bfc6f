extension PackedFacts {
  /// The attributes of all packages, sorted; for people to choose from.
  package var packageNames: [String] {
    var names: [String] = []
    forEachKey(of: .packages) { names.append(String(decoding: $0, as: UTF8.self)) }
    return names
  }
}
