/// Forms that give strings, with and without context.
extension ExpressionGenerator {
  mutating func stringForm() -> String {
    switch random.below(32) {
    case 0, 1, 2: return "(\(make(.string)) + \(make(.string)))"
    case 3: return "(builtins.concatStringsSep \(make(.string)) \(make(.list(.string))))"
    case 4:
      return "(builtins.substring \(random.below(4)) \(random.below(7) - 1) \(make(.string)))"
    case 5: return replacement()
    case 6: return "(toString \(make(textKind())))"
    case 7: return "(builtins.toJSON \(make(dataKind())))"
    case 8: return "(builtins.typeOf \(make(.random(&random))))"
    case 9: return "(baseNameOf \(make(random.chance(70) ? .string : .path)))"
    case 10: return "(dirOf \(make(.string)))"
    case 11:
      let algorithm = random.pick(["md5", "sha1", "sha256", "sha512"])
      return "(builtins.hashString \"\(algorithm)\" \(make(.string)))"
    case 12: return conversion()
    case 13, 14: return derivation()
    case 15: return "(builtins.unsafeDiscardStringContext \(make(.string)))"
    case 16: return "(builtins.toFile \"\(random.pick(["a", "b.txt"]))\" \(make(.string)))"
    case 17: return "(builtins.concatStringsSep \"\" (map toString \(make(.list(.integer)))))"
    case 18: return "(builtins.parseDrvName \(make(.string))).\(random.pick(["name", "version"]))"
    case 19: return "(builtins.toXML \(make(.random(&random))))"
    case 20: return "(builtins.placeholder \"\(random.pick(["out", "dev"]))\")"
    case 21: return "\"${\(stringLike())}\""
    case 22: return "(builtins.addDrvOutputDependencies \(derivation()))"
    case 23: return "(builtins.toJSON \(stringLike()))"
    case 24: return "(builtins.unsafeDiscardOutputDependency \(make(.string)))"
    case 25: return "(builtins.toJSON \(parsed()))"
    case 26: return "(toString \(random.chance(50) ? "(\(number()))" : parsed()))"
    case 27: return contextForm()
    case 28:
      return "(builtins.\(random.pick(["toJSON", "toXML", "toString"])) (\(number())))"
    default:
      return "(builtins.concatStringsSep \",\" (builtins.attrNames \(make(.set(someFields())))))"
    }
  }

  /// Strings with a context: parts of them, in other strings, and what is known of them.
  private mutating func contextForm() -> String {
    let text =
      "\"\(random.pick(["", "x", "/"]))${\(derivation())}\(random.pick(["", "/bin", "y"]))\""
    switch random.below(9) {
    case 0: return "(builtins.substring \(random.below(50)) \(random.below(60) - 1) \(text))"
    case 1: return "(builtins.toJSON (builtins.getContext \(text)))"
    case 2:
      return "(builtins.appendContext \(make(.string)) (builtins.getContext \(text)))"
    case 3: return "(builtins.replaceStrings [ \"/\" ] [ \(text) ] \(make(.string)))"
    case 4: return "(builtins.concatStringsSep \(text) \(make(.list(.string))))"
    case 5: return "(baseNameOf \(text))"
    case 6: return "(builtins.hashString \"sha256\" \(text))"
    case 7: return "(toString (builtins.hasContext (builtins.unsafeDiscardStringContext \(text))))"
    default: return "(builtins.toJSON (builtins.split \"-\" \(text)))"
    }
  }

  private mutating func textKind() -> Kind {
    let kind = Kind.random(&random)
    return kind.hasText ? kind : .list(.integer)
  }

  private mutating func dataKind() -> Kind {
    let kind = Kind.random(&random, depth: 3)
    return kind.isData ? kind : .float
  }

  private mutating func replacement() -> String {
    let from = random.pick([
      "[ \"a\" ]", "[ \"a\" \"b\" ]", "[ \"\" ]", "[ \"ab\" \"a\" ]", "[ ]", "[ \"o\" \"\" ]",
    ])
    let count = from.split(separator: "\"", omittingEmptySubsequences: false).count / 2
    let to = (0..<count).map { _ in make(.string) + " " }.joined()
    return "(builtins.replaceStrings \(from) [ \(to)] \(make(.string)))"
  }

  private mutating func conversion() -> String {
    let format = random.pick(["base16", "nix32", "base64", "sri"])
    return "(builtins.convertHash { hash = builtins.hashString \"sha256\" \(make(.string)); "
      + "hashAlgo = \"sha256\"; toHashFormat = \"\(format)\"; })"
  }

  /// The path of a derivation or of its output.
  private mutating func derivation() -> String {
    let name = random.pick(["a", "b-1.0", "foo"])
    var text =
      "(derivation { name = \"\(name)\"; system = \"x86_64-linux\"; builder = \"/bin/sh\"; "
    for field in someFields() where !["name", "type"].contains(field.name) && fuel > 0 {
      if isVariable(field.name) { text += "\(field.name) = \(make(field.kind)); " }
    }
    if random.chance(30) { text += "args = [ \(make(.string)) ]; " }
    if random.chance(20) { text += "outputs = [ \"out\" \"dev\" ]; " }
    if random.chance(15) { text += "__structuredAttrs = true; " }
    if random.chance(15) { text += "outputHash = \"\"; outputHashAlgo = \"sha256\"; " }
    return text + "}).\(random.pick(["outPath", "drvPath", "out.outPath", "name"]))"
  }

  /// A set that is a string where one is wanted.
  private mutating func stringLike() -> String {
    random.chance(50)
      ? "{ outPath = \(make(.string)); }" : "{ __toString = self: \(make(.string)); }"
  }
}
