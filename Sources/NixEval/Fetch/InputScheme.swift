/// Which attributes a kind of source takes, as Nix checks them before it fetches or shows one.
struct InputScheme {
  /// Without this one a source is nowhere.
  let required: [String]
  let optional: [String]

  /// The schemes, by the `type` of a reference.
  private static let all: [String: InputScheme] = {
    let tree = InputScheme(
      required: ["url"], optional: ["narHash", "name", "unpack", "rev", "revCount", "lastModified"])
    let forge = InputScheme(
      required: ["owner", "repo"],
      optional: ["ref", "rev", "narHash", "lastModified", "host", "treeHash"])
    var all = [
      "git": InputScheme(
        required: ["url"],
        optional: [
          "ref", "rev", "shallow", "submodules", "lfs", "exportIgnore", "lastModified", "revCount",
          "narHash", "allRefs", "name", "dirtyRev", "dirtyShortRev", "verifyCommit", "keytype",
          "publicKey", "publicKeys",
        ]),
      "hg": InputScheme(
        required: ["url"], optional: ["ref", "rev", "revCount", "narHash", "name"]),
      "path": InputScheme(
        required: ["path"], optional: ["rev", "revCount", "lastModified", "narHash"]),
      "indirect": InputScheme(required: ["id"], optional: ["ref", "rev", "narHash"]),
      "tarball": tree, "file": tree,
    ]
    for name in FlakeReference.forges { all[name] = forge }
    return all
  }()

  private static let booleans = ["shallow", "submodules", "allRefs", "lfs", "exportIgnore"]
  private static let integers = ["lastModified", "revCount"]

  /// The names of attributes that are looked at at once, in this order, and must be strings.
  private var texts: [String] { ["ref", "rev"].filter(optional.contains) + required }

  /// What Nix says against a reference whose `type` is known, or nil.
  static func problem(of reference: FlakeReference) -> String? {
    guard let scheme = all[reference.type] else { return nil }
    let names = reference.attributes.keys.sorted().filter { $0 != "type" && $0 != "__final" }
    let known = scheme.required + scheme.optional
    if let name = names.first(where: { !known.contains($0) }) {
      return "input attribute '\(name)' not supported by scheme '\(reference.type)'"
    }
    for name in names {
      switch reference.attributes[name] {
      case .boolean where booleans.contains(name), .integer where integers.contains(name): continue
      case .some where booleans.contains(name): return "input attribute '\(name)' is not a Boolean"
      case .some where integers.contains(name): return "input attribute '\(name)' is not an integer"
      default: continue
      }
    }
    for name in scheme.texts {
      switch reference.attributes[name] {
      case .string: continue
      case .some: return "input attribute '\(name)' is not a string \(reference.json)"
      case nil:
        if scheme.required.contains(name) { return "input attribute '\(name)' is missing" }
      }
    }
    return nil
  }
}
