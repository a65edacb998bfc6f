import HostModel
import NixEval
import NixLanguage
import SourceText

/// Where in the user's own files an evaluation error comes from.
extension ErrorFinding {
  /// The places in the user's files, innermost first, each line once.
  func userPlaces(of failure: EvaluationFailure) -> [SourceLocation] {
    var lines: Set<String> = []
    return ([failure.place] + failure.trace.map(\.place)).compactMap { $0 }.compactMap { place in
      guard let location = sources.location(place),
        lines.insert("\(location.file.name):\(place.line)").inserted
      else { return nil }
      return location
    }
  }

  /// Where a path is written that does not exist, "path 'a/b.nix' does not exist": the file that is missing
  /// may be asked for far away from there.
  func pathPlace(_ message: String) -> SourceLocation? {
    quoted(message).flatMap(ValueLocator(sources).anyPath)
  }

  /// Where a set is written that nixpkgs calls as a function, "not a function but a set: { name = …": what an
  /// overlay with one argument gives, say.
  func calledSetPlace(_ failure: EvaluationFailure) -> SourceLocation? {
    guard failure.place.flatMap(sources.location) == nil,
      failure.message.contains("but a set: { "),
      let name = failure.message.split(separator: "{")[1].split(separator: " ").first
    else { return nil }
    return UserDefinitions(sources).all.first { $0.path == [String(name)] }?.location
  }

  /// The configurations of package sets that the flake makes besides the host's own.
  var instanceConfigurations: [SourceLocation] {
    let names: Set<String> = [
      "allowUnfree", "allowUnfreePackages", "allowUnfreePredicate", "cudaSupport", "rocmSupport",
    ]
    let keys = UserDefinitions(sources).all.filter { definition in
      definition.path.count < 3 && definition.path.last.map(names.contains) ?? false
    }.prefix(2).map(\.location)
    let calls = NixpkgsCalls(sources).configurations
    return keys + calls.filter { !keys.contains($0) }.prefix(2)
  }

  /// The beginning of a file that a message names.
  func namedFile(_ message: String) -> SourceLocation? {
    // The longest, as `a.nix` is in `modules/a.nix` too.
    sources.tree.paths.filter { $0.hasSuffix(".nix") && message.contains($0) }
      .max { $0.utf8.count < $1.utf8.count }.flatMap(sources.file)
      .map { SourceLocation(file: $0, span: SourceSpan(at: 0)) }
  }

  /// The imports of the file that a message about imports names.
  func namedImports(_ message: String) -> SourceLocation? {
    guard message.contains("imports"), let file = namedFile(message)?.file,
      let tree = sources.parsed[file.name]?.tree
    else { return nil }
    return ValueLocator(sources).binding(named: "imports", in: tree)
  }

  /// The definitions of an option, down to the element of a list that the message names.
  func placeDefinitions(
    _ finding: inout Diagnostic, _ message: String, _ context: Context, _ places: [SourceLocation]
  ) {
    let named = context.definitions.filter { message.contains("`\($0.file.name)'") }
    // A module that is written among others is no file of its own.
    let isAnyNamed = !named.isEmpty && !message.contains("`<unknown-file>'")
    var definitions = isAnyNamed ? named : context.definitions
    if let other = definitionsOfOther(message, context) { definitions = other }
    if let element = ElementIndex(message), element.definition <= context.definitions.count,
      context.option?.contains("[definition") != true
    {
      let definition = context.definitions[element.definition - 1]
      definitions = [
        ValueLocator(sources).element(element.entry - 1, ofDefinitionAt: definition) ?? definition
      ]
    } else if finding.code == "wrong-type", context.option?.contains("[definition") != true {
      definitions = definitions.map { ValueLocator(sources).value(ofDefinitionAt: $0) ?? $0 }
    }
    finding.location = definitions.first ?? places.first
    for other in definitions.dropFirst().prefix(4) {
      finding.notes.append(.init("also defined here", at: other))
    }
  }

  /// The definitions of the option that a message is about, where it is not the one that was being
  /// evaluated: one of `nixpkgs.config`, say, which whoever asks for a package meets.
  private func definitionsOfOther(_ message: String, _ context: Context) -> [SourceLocation]? {
    guard let option = MessageWords(message).option,
      context.option.map(MessageWords.init)?.words.isSuperset(of: option) != true
    else { return nil }
    let definitions = UserDefinitions(sources)
    var found = definitions.ending(with: option)
    // What lacks a value within a submodule is about where the submodule is set.
    if found.isEmpty, message.contains("was accessed but has no value defined") {
      found = definitions.setting(above: option)
    }
    if found.isEmpty { return argumentOfHost(message, context).map { [$0] } }
    return found.map(\.location)
  }

  /// The frame that says which argument of which module was wanted.
  func argumentFrame(_ failure: EvaluationFailure) -> (name: String, file: String)? {
    for frame in failure.trace {
      guard frame.message.hasPrefix("while evaluating the module argument `") else { continue }
      let rest = frame.message.dropFirst("while evaluating the module argument `".count)
      guard let quote = rest.firstIndex(of: "'") else { return nil }
      let file = rest[quote...].split(separator: "\"")
      return file.count > 1 ? (String(rest[..<quote]), String(file[1])) : nil
    }
    return nil
  }

  func placeArgument(
    _ finding: inout Diagnostic, _ failure: EvaluationFailure, _ context: Context
  ) {
    guard let (name, path) = argumentFrame(failure) else { return }
    finding.message = "the module argument `\(name)` is given by nobody"
    finding.fix = "add `\(name)` to specialArgs, or set _module.args.\(name)"
    let relative = sources.relativePath(path)
    let formal = relative.flatMap { ValueLocator(sources).formal(name, in: $0) }
    finding.location =
      formal
      ?? relative.flatMap(sources.file).map {
        SourceLocation(file: $0, span: SourceSpan(at: 0))
      }
    if let place = context.arguments ?? context.host {
      finding.notes.append(.init("the host gets its arguments here", at: place))
    }
  }

  func isInOverlay(_ places: [SourceLocation]) -> Bool {
    places.contains { place in
      place.file.name.hasPrefix("overlays/") || place.file.name.hasSuffix("overlay.nix")
        || place.file.text.contains("final: prev:") || place.file.text.contains("self: super:")
    }
  }

  /// Where a package that is missing here is defined elsewhere: an overlay of another set.
  func explainPackage(
    _ finding: inout Diagnostic, _ failure: EvaluationFailure, _ context: Context
  ) {
    let locator = ValueLocator(sources)
    guard let name = quoted(failure.message),
      let place = locator.inAnyFile({ _, tree in locator.binding(named: name, in: tree) })
    else { return }
    finding.notes.append(.init("`\(name)` is defined here, for another package set", at: place))
    finding.fix = "add the overlay to nixpkgs.overlays of the host"
    if let host = context.overlays ?? context.host {
      finding.notes.append(.init("the overlays of the host are set here", at: host))
    }
  }

  /// The place that a message names: a text or name in quotes, looked for where the option is
  /// defined, then in a file the message names, then (texts only) in every file.
  func namedPlace(_ message: String, _ context: Context) -> SourceLocation? {
    let locator = ValueLocator(sources)
    let names = Self.quotedParts(message)
    for definition in context.definitions {
      for name in names {
        if let place = locator.word(name, inDefinitionAt: definition)
          ?? locator.word(name, inside: definition)
        {
          return place
        }
      }
    }
    let files = sources.tree.paths.filter { sources.parsed[$0] != nil && message.contains($0) }
    for file in files {
      for name in names where name != file {
        if let tree = sources.parsed[file]?.tree, let place = locator.binding(named: name, in: tree)
        {
          return place
        }
      }
    }
    for name in names where name.utf8.count > 2 {
      if let place = locator.inAnyFile({ _, tree in locator.string(name, in: tree) }) {
        return place
      }
    }
    return nil
  }

  /// The texts that a message has in quotes, the versions of packages cut off.
  static func quotedParts(_ message: String) -> [String] {
    var parts: [String] = []
    var current: [UInt8]?
    for byte in message.utf8.prefix(400) {
      let isQuote = [UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\"")].contains(byte)
      if isQuote {
        if let text = current, !text.isEmpty { parts.append(String(decoding: text, as: UTF8.self)) }
        current = []
      } else {
        current?.append(byte)
      }
    }
    return parts.flatMap { part -> [String] in
      guard let dash = part.lastIndex(of: "-"), part[dash...].dropFirst().first?.isNumber == true
      else { return [part] }
      return [part, String(part[..<dash])]
    }
  }

  /// The imports of the module that wanted an argument too early.
  func importsPlace(_ code: String, _ failure: EvaluationFailure) -> SourceLocation? {
    guard code == "infinite-recursion", let (_, path) = argumentFrame(failure),
      let relative = sources.relativePath(path), let tree = sources.parsed[relative]?.tree
    else { return nil }
    return ValueLocator(sources).binding(named: "imports", in: tree)
  }
}
