import NixEval
import NixLanguage

/// Reads the packages, the nested package sets and the aliases of a nixpkgs into the rows of the facts.
struct PackageExtraction {
  let session: ExtractionSession
  let progress: (_ done: Int, _ total: Int) -> Void

  /// Attributes of this many packages are taken for ones that any package may have.
  private static let commonFrom = 39
  /// Sets with more members are open: any name is taken for one of theirs. R has 27,000 packages
  /// and Haskell 18,000, of which flakes use a handful.
  private static let openFrom = 12_000
  /// Sets in a set that has this many of them are descriptions of its members, as in TeX Live.
  private static let recordsFrom = 1_000
  /// Packages in a unit of work; ten thousand need about a gigabyte.
  private static let unitSize = 200

  struct Outcome {
    var packages: [[String]] = []
    var scopes: [[String]] = []
    var aliases: [[String]] = []
    var commonAttributes: [[String]] = []
  }

  /// - Parameter definitions: what the text of `aliases.nix` says of its names.
  func run(definitions: [String: AliasDefinition]) throws(EvaluationFailure) -> Outcome {
    let (names, aliasNames) = try session.unit { unit in
      let root = SetReader(set: unit.root.attributes, evaluator: unit.evaluator)
      return (try unit.names("names", of: root), try unit.names("aliasNames", of: root))
    }
    var outcome = Outcome()
    var attributes = AttributeCount()
    var kinds: [String: String] = [:]
    // About a tenth of the packages are sets, which are looked into once more.
    let total = names.count + aliasNames.count + names.count / 10
    for chunk in names.chunks(of: Self.unitSize) {
      progress(outcome.packages.count, total)
      outcome.packages += try session.unit { unit in
        try chunk.map { try package($0, unit, &attributes) }
      }
    }
    for row in outcome.packages { kinds[row[0]] = row[1] }
    for chunk in aliasNames.chunks(of: Self.unitSize) {
      progress(names.count + outcome.aliases.count, total)
      outcome.aliases += try session.unit { unit in
        try chunk.map { try alias($0, unit, definitions[$0], known: kinds) }
      }
    }
    let sets = names.filter { kinds[$0] == "s" }
    outcome.scopes = try scopes(sets)
    progress(total, total)
    for index in outcome.packages.indices {
      outcome.packages[index][5] = attributes.rare(of: index, from: Self.commonFrom)
    }
    outcome.commonAttributes = attributes.common(from: Self.commonFrom).map { [$0] }
    return outcome
  }

  /// `package, kind, pname, flags, arguments, attributes`, the last to be filled in later.
  private func package(
    _ name: String, _ unit: ExtractionSession.Unit, _ attributes: inout AttributeCount
  ) throws -> [String] {
    let found = try unit.attempt(name) { () -> (SetReader, String)? in
      guard let package = try unit.part("packages", name) else { return nil }
      return (package, try package.text("kind") ?? "v")
    }
    guard let (package, kind) = found else {
      attributes.add([])
      return [name, "v", "-", "o", "-", "-"]
    }
    func part<Result>(_ body: () throws -> Result?) throws -> Result? {
      try unit.attempt(name, body)
    }
    let pname = kind == "p" ? try part { try package.text("pname") } : nil
    var flags = ""
    let letters = [("unfree", "u"), ("broken", "b"), ("unsupported", "p"), ("insecure", "i")]
    for (flag, letter) in letters where kind == "p" {
      if try part({ try package.boolean(flag) }) == true { flags += letter }
    }
    let arguments = try part { () -> [String]? in
      guard try package.value("arguments") != nil else { return nil }
      return try unit.names("arguments", of: package)
    }
    if arguments == nil, kind != "s" { flags += "o" }
    attributes.add(
      kind == "p" ? try part { try unit.names("attributes", of: package) } ?? [] : [])
    return [
      name, kind, pname.flatMap { $0 == name ? nil : $0 } ?? "-", flags.isEmpty ? "-" : flags,
      kind == "p" ? FactSource.cell(arguments ?? []) : "-", "-",
    ]
  }

  // MARK: Nested sets

  /// `scope, names`: names of a set with the same ones are those of the first such set.
  private func scopes(_ sets: [String]) throws(EvaluationFailure) -> [[String]] {
    var rows: [[String]] = []
    var first: [String: (name: String, inner: [String])] = [:]
    for name in sets {
      rows += try session.unit { unit in
        guard let scope = try unit.attempt(name, { try unit.part("scopes", name) }),
          let names = try unit.attempt(name, { try unit.names("names", of: scope) })
        else { return [] }
        guard names.count < Self.openFrom else { return [[name, "*"]] }
        let aliases = try unit.attempt(name) { try unit.names("aliasNames", of: scope) } ?? []
        let cell = FactSource.cell(names + aliases)
        if names.count > 1, let known = first[cell] {
          return [[name, "=\(known.name)"]]
            + known.inner.map { ["\(name).\($0)", "=\(known.name).\($0)"] }
        }
        let inner = try inner(of: scope, name, unit)
        first[cell] = (name, inner.map { $0.name })
        return [[name, cell]] + inner.map { ["\(name).\($0.name)", $0.names] }
      }
    }
    return rows
  }

  /// Sets in a set.
  private func inner(
    of scope: SetReader, _ name: String, _ unit: ExtractionSession.Unit
  ) throws -> [(name: String, names: String)] {
    guard let members = try scope.value("inner"), members.isAttributes else { return [] }
    let found = try members.attributes.compactMap { entry -> (name: String, names: String)? in
      let member = unit.name(entry)
      return try unit.attempt("\(name).\(member)") {
        guard let inner = try unit.set(entry.value) else { return nil }
        let names = try unit.names("names", of: inner)
        guard !names.isEmpty else { return nil }
        return (member, try inner.boolean("isOpen") == true ? "*" : FactSource.cell(names))
      }
    }
    return found.count < Self.recordsFrom ? found : []
  }

  // MARK: Aliases

  /// `alias, kind, target`
  private func alias(
    _ name: String, _ unit: ExtractionSession.Unit, _ definition: AliasDefinition?,
    known: [String: String]
  ) throws -> [String] {
    let root = SetReader(set: unit.root.attributes, evaluator: unit.evaluator)
    // A package that warns when it is built says so in the text alone.
    var kind = definition?.isWarning == true ? "warn" : "alias"
    var message = ""
    do {
      let warnings = try unit.warnings {
        _ = try root.value("aliases").flatMap(unit.set)?.value(name)
      }
      if let warning = warnings.first {
        kind = "warn"
        message = warning
      }
    } catch {
      let failure = unit.evaluator.export(error)
      if case .interrupted = failure.kind { throw error }
      kind = "throw"
      message = failure.message
    }
    let said = RenamingMessage.target(in: message)
    let target = said ?? (kind == "throw" ? nil : definition?.target)
    let exists = target.map { known[String($0.prefix { $0 != "." })] != nil } ?? false
    return [name, kind, exists ? target ?? "-" : "-"]
  }
}

extension ExtractionSession.Unit {
  /// A member of one of the sets that the expression gives; nil where it is null.
  fileprivate func part(_ table: String, _ name: String) throws -> SetReader? {
    let root = SetReader(set: root.attributes, evaluator: evaluator)
    return try root.value(table).flatMap(set)?.value(name).flatMap(set)
  }
}

/// How often each attribute occurs among packages, and which package has which.
private struct AttributeCount {
  private var numbers: [String: Int] = [:]
  private var names: [String] = []
  private var counts: [Int] = []
  /// For each package the numbers of its attributes.
  private var packages: [[Int32]] = []

  mutating func add(_ attributes: [String]) {
    packages.append(
      attributes.map { name in
        let number: Int
        if let known = numbers[name] {
          number = known
        } else {
          number = names.count
          numbers[name] = number
          names.append(name)
          counts.append(0)
        }
        counts[number] += 1
        return Int32(number)
      })
  }

  func common(from limit: Int) -> [String] {
    names.indices.filter { counts[$0] >= limit }.map { names[$0] }
  }

  /// The cell of the attributes of a package that few others have.
  func rare(of package: Int, from limit: Int) -> String {
    FactSource.cell(packages[package].filter { counts[Int($0)] < limit }.map { names[Int($0)] })
  }
}

/// What nixpkgs says of a name that is an alias.
enum RenamingMessage {
  /// The new name: "'x' has been renamed to/replaced by 'y'".
  static func target(in message: String) -> String? {
    guard let start = message.firstRange(of: "replaced by '") else { return nil }
    let name = message[start.upperBound...].prefix { $0 != "'" }
    return name.isEmpty ? nil : String(name)
  }
}

extension Array {
  fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
