import NixStore
import TextFormats

/// Sources from elsewhere. Nothing is downloaded: a source whose digest is given and that is in the
/// store, or was mounted there, is found; any other is an error that says how to provide it.
enum FetchBuiltins {
  static let table: [Builtin] = [
    Builtin("fetchurl", "arguments", "A file of the web.") { evaluator, arguments in
      try evaluator.fetch(arguments[0], DownloadRequest(function: "fetchurl", name: ""))
    },
    Builtin("fetchTarball", "arguments", "A tree from an archive.", visibility: .global) {
      evaluator, arguments in
      try evaluator.fetch(
        arguments[0], DownloadRequest(function: "fetchTarball", name: "source", unpacks: true))
    },
    Builtin("fetchGit", "arguments", "A tree from a git repository.", visibility: .global) {
      evaluator, arguments in
      try evaluator.fetchTree(arguments[0], function: "fetchGit", type: "git")
    },
    Builtin(
      "fetchMercurial", "arguments", "A tree from a Mercurial repository.", visibility: .global
    ) { evaluator, arguments in
      try evaluator.fetchTree(arguments[0], function: "fetchMercurial", type: "hg")
    },
    Builtin(
      "fetchClosure", "arguments", "A store path with all it needs, from another store.",
      feature: .fetchClosure
    ) { evaluator, arguments in
      try evaluator.fetchClosure(
        try evaluator.attributes(
          arguments[0], "while evaluating the argument passed to builtins.fetchClosure"))
    },
    Builtin(
      "fetchTree", "arguments", "A tree of any kind.", visibility: .global, feature: .fetchTree
    ) { evaluator, arguments in
      try evaluator.fetchTree(arguments[0], function: "fetchTree", type: nil)
    },
  ]
}

/// What `fetchurl` and `fetchTarball` were asked for.
private struct DownloadRequest {
  let function: String
  var url = ""
  var name: String
  var unpacks = false
  var digest: Digest?
  /// How the argument named the source, which decides what a message advises.
  var isSet = false
  var hasName = false
}

extension Evaluator {
  fileprivate func fetch(_ argument: Value, _ blank: DownloadRequest) throws -> Value {
    var request = blank
    try read(argument, into: &request)
    if request.name.isEmpty { request.name = CanonicalPath.lastPart(request.url) }
    try checkAccess(toURI: request.url)
    try checkName(of: request)
    guard let digest = request.digest else {
      guard !settings.isPure else {
        throw failure(
          "in pure evaluation mode, '\(request.function)' requires a 'sha256' argument")
      }
      try checkScheme(of: request)
      throw unavailable(
        "'\(request.url)'", "give its 'sha256' and add the content to the store first")
    }
    let path = try storeCall { () throws(StoreError) in
      try StorePath.fixedOutput(
        name: Array(request.name.utf8), digest: digest, isRecursive: request.unpacks)
    }
    if isInStore(path) { return storePathString(path) }
    try checkScheme(of: request)
    let command = "nix-prefetch-url\(request.unpacks ? " --unpack" : "") --name '\(request.name)'"
    throw unavailable(
      "'\(request.url)' (\(String(decoding: path.bytes, as: UTF8.self)))",
      "add it to the store with: \(command) '\(request.url)'")
  }

  private func checkScheme(of request: DownloadRequest) throws {
    guard !request.url.contains(":") else { return }
    throw failure(
      "\(request.unpacks ? "" : "URL ")'\(request.url)' doesn't have a scheme")
  }

  private func read(_ argument: Value, into request: inout DownloadRequest) throws {
    let value = try force(argument)
    guard value.isAttributes else {
      request.url = try plainString(value, "while evaluating the url we should fetch").text
      return
    }
    request.isSet = true
    var hasURL = false
    for entry in value.attributes {
      switch symbols.name(entry.symbol).text {
      case "url":
        hasURL = true
        request.url = try plainString(
          entry.value, "while evaluating the url we should fetch", at: entry.position
        ).text
      case "sha256":
        let text = try plainString(
          entry.value, "while evaluating the sha256 of the content we should fetch",
          at: entry.position)
        request.digest = try digest(allowingEmpty: Array(text.bytes), algorithm: .sha256)
      case "name":
        request.hasName = true
        request.name = try plainString(
          entry.value, "while evaluating the name of the content we should fetch",
          at: entry.position
        ).text
      case let name: throw failure("unsupported argument '\(name)' to '\(request.function)'")
      }
    }
    guard hasURL else { throw failure("'url' argument required") }
  }

  private func checkName(of request: DownloadRequest) throws {
    guard let problem = StorePath.problem(ofName: Array(request.name.utf8)) else { return }
    let advice =
      request.hasName
      ? "Please change the value for the 'name' attribute passed to '\(request.function)', so that "
        + "it can create a valid store path."
      : request.isSet
        ? "Please add a valid 'name' attribute to the argument for '\(request.function)', so that "
          + "it can create a valid store path."
        : "Please pass an attribute set with 'url' and 'name' attributes to "
          + "'\(request.function)',  so that it can create a valid store path."
    throw failure(
      "invalid store path name when fetching URL '\(request.url)': \(problem). \(advice)")
  }

  // MARK: Trees

  fileprivate func fetchTree(
    _ argument: Value, function: String, type: String?
  ) throws -> Value {
    var reference = try treeReference(argument, function: function, type: type)
    if settings.isPure, function == "fetchMercurial", reference["rev"] == nil {
      throw failure("in pure evaluation mode, 'fetchMercurial' requires a Mercurial revision")
    }
    let name = type == nil ? "source" : reference["name"] ?? "source"
    reference["name"] = nil
    if let hash = reference["narHash"] {
      let digest = try storeCall { () throws(StoreError) in
        try Digest(parsing: Array(hash.utf8), algorithm: .sha256)
      }
      let path = try storeCall { () throws(StoreError) in
        try StorePath.fixedOutput(name: Array(name.utf8), digest: digest, isRecursive: true)
      }
      if isInStore(path) { return tree(at: path, digest, reference) }
    }
    if settings.isPure, reference["narHash"] == nil, reference["rev"] == nil {
      throw failure(
        "in pure evaluation mode, '\(function)' doesn't fetch unlocked input '\(reference)'")
    }
    if function != "fetchMercurial" { try checkAccess(toURI: "\(reference)") }
    if let url = reference["url"], url.hasPrefix("file:"), !url.hasPrefix("file:/"),
      ["tarball", "file"].contains(reference.type)
    {
      throw failure(
        "\(reference.type) '\(url)' must use an absolute path. The 'file' scheme does not support "
          + "relative paths.")
    }
    if reference.type == "path", let source = reference["path"] {
      return try copiedTree(source, reference)
    }
    try checkRepository(of: reference)
    throw unavailable(
      "'\(reference)'",
      "add it to the store with: nix flake prefetch '\(reference)', and give its 'narHash'")
  }

  private func treeReference(
    _ argument: Value, function: String, type: String?
  ) throws -> FlakeReference {
    let value = try force(argument)
    guard value.isAttributes else {
      let text = try coerceToString(value, [], "while evaluating the first argument").text
      if let type {
        let reference = FlakeReference(["type": .string(type), "url": .string(url(text))])
        return withDefaults(reference, function: function)
      }
      do throws(FlakeReferenceError) {
        return try FlakeReference(parsing: text)
      } catch {
        throw failure(error.message)
      }
    }
    var reference = FlakeReference([:])
    if let type { reference["type"] = type }
    for entry in value.attributes {
      let name = symbols.name(entry.symbol).text
      let value = try force(entry.slot)
      if name == "type" {
        guard type == nil else { throw failure("unexpected argument 'type'") }
        let purpose: StaticString = "while evaluating the `type` argument passed to 'fetchTree'"
        reference[name] = try plainString(value, purpose, at: entry.position).text
        continue
      }
      switch value.kind {
      case .string, .path:
        let text = try coerceToString(value, [], "").text
        reference[name] = type != nil && name == "url" ? url(text) : text
      case .boolean: reference.attributes[name] = .boolean(value === .true)
      case .integer:
        guard value.integer >= 0 else {
          throw failure(
            "negative value given for '\(function)' argument '\(name)': \(value.integer)")
        }
        reference.attributes[name] = .integer(value.integer)
      case _ where name == "publicKeys":
        try require(.verifiedFetches)
        var writer = JSONValueWriter(evaluator: self, writer: JSONWriter())
        try writer.write(value)
        reference[name] = String(decoding: writer.writer.bytes, as: UTF8.self)
      default:
        throw EvalError(
          .type,
          "argument '\(name)' to '\(function)' is \(describeType(value)) while a string, Boolean "
            + "or integer is expected")
      }
    }
    guard !reference.type.isEmpty else {
      throw failure("argument 'type' is missing in call to '\(function)'")
    }
    if function == "fetchMercurial", reference["url"] == nil {
      throw failure("'url' argument required")
    }
    reference = withDefaults(reference, function: function)
    if let problem = InputScheme.problem(of: reference) { throw failure(problem) }
    let needsVerification = ["verifyCommit", "keytype", "publicKey", "publicKeys"].contains {
      reference.attributes[$0] != nil
    }
    if reference.type == "git", needsVerification { try require(.verifiedFetches) }
    return reference
  }

  /// A path as URL, as repositories may be given either way.
  private func url(_ text: String) -> String {
    text.contains(":") ? text : text.hasPrefix("/") ? "file://\(text)" : "file:\(text)"
  }

  /// A repository of git with its address as a URL, and with what the function asks for where that is
  /// not said to be otherwise.
  private func withDefaults(_ reference: FlakeReference, function: String) -> FlakeReference {
    guard reference.type == "git" else { return reference }
    var reference = reference
    if let text = reference["url"] { reference["url"] = url(text) }
    let isFetchGit = function == "fetchGit"
    let name = isFetchGit ? "exportIgnore" : "shallow"
    let isOmitted = isFetchGit && reference.attributes["submodules"] == .boolean(true)
    if reference.attributes[name] == nil, !isOmitted { reference.attributes[name] = .boolean(true) }
    return reference
  }

  /// Throws for a repository that ought to be on this machine and is not.
  private func checkRepository(of reference: FlakeReference) throws {
    guard reference.type == "git", let url = reference["url"], url.hasPrefix("file:") else {
      return
    }
    var path = String(url.dropFirst("file:".count))
    if path.hasPrefix("//") { path.removeFirst(2) }
    if !path.hasPrefix("/") { path = "\(settings.workingFolder)/\(path)" }
    do throws(IOFailure) {
      if try io.fileType(path) != nil { return }
    } catch { throw readFailure(path, error) }
    throw failure("Git repository \"\(path)\" does not exist.", kind: .unavailableSource)
  }

  /// A folder of this machine, standing in for its copy in the store.
  private func copiedTree(_ source: String, _ reference: FlakeReference) throws -> Value {
    guard source.hasPrefix("/") else {
      throw failure("cannot fetch input '\(reference)' because it uses a relative path")
    }
    let copy = try mountedTree(at: source)
    let storePath = try storeCall { () throws(StoreError) in
      try StorePath(Array(copy.storePath.utf8))
    }
    var reference = reference
    if reference.attributes["lastModified"] == nil {
      reference.attributes["lastModified"] = .integer(copy.lastModified)
    }
    if let wanted = reference["narHash"],
      wanted.utf8.elementsEqual(copy.digest.encoded(.sri)) == false
    {
      let found = String(decoding: copy.digest.encoded(.sri), as: UTF8.self)
      throw failure(
        "NAR hash mismatch in input '\(reference)', expected '\(wanted)' but got '\(found)'")
    }
    return tree(at: storePath, copy.digest, reference)
  }

  /// What is in the store is found; nothing is copied there.
  fileprivate func fetchClosure(_ set: AttributeSet) throws -> Value {
    var paths: [String: StorePath?] = [:]
    var store: String?
    var isInputAddressed = false
    for entry in set {
      let name = symbols.name(entry.symbol).text
      let purpose = "while evaluating the attribute '\(name)' passed to builtins.fetchClosure"
      do {
        switch name {
        case "fromPath", "toPath":
          let text = try coerceToString(entry.value, [], "").text
          // An empty `toPath` asks what it has to be.
          let isGap = name == "toPath" && text.isEmpty
          paths[name] = .some(isGap ? nil : try storePath(parsing: text))
        case "fromStore": store = try plainString(entry.value, "").text
        case "inputAddressed": isInputAddressed = try boolean(entry.value, "")
        default:
          throw failure("attribute '\(name)' isn't supported in call to 'fetchClosure'")
        }
      } catch { throw traced(error, .text(purpose)) }
    }
    guard case .some(.some(let source)) = paths["fromPath"] else {
      throw failure("attribute 'fromPath' is missing in call to 'fetchClosure'")
    }
    if isInputAddressed, paths["toPath"] != nil {
      throw failure(
        "attribute 'inputAddressed' is set to true, but 'toPath' is also set. Please remove one of "
          + "them")
    }
    guard let store else {
      throw failure("attribute 'fromStore' is missing in call to 'fetchClosure'")
    }
    guard store.hasPrefix("http://") || store.hasPrefix("https://") else {
      throw failure("'fetchClosure' only supports http:// and https:// stores")
    }
    let target = (paths["toPath"] ?? nil) ?? source
    guard isInStore(target) else {
      let path = String(decoding: source.bytes, as: UTF8.self)
      throw unavailable(
        "'\(String(decoding: target.bytes, as: UTF8.self))'",
        "copy it with: nix copy --from '\(store)' '\(path)'")
    }
    return storePathString(target)
  }

  private func storePath(parsing text: String) throws -> StorePath {
    guard let path = try? StorePath(Array(text.utf8)) else {
      throw failure("path '\(text)' is not in the Nix store")
    }
    return path
  }

  /// The attributes that describe a tree.
  private func tree(
    at path: StorePath, _ digest: Digest?, _ reference: FlakeReference
  ) -> Value {
    var set: [(String, Value)] = [("outPath", storePathString(path))]
    if let digest { set.append(("narHash", string(digest.encoded(.sri)))) }
    if let revision = reference["rev"] {
      set.append(("rev", string(revision)))
      set.append(("shortRev", string(String(revision.prefix(7)))))
    }
    if case .integer(let count)? = reference.attributes["revCount"] {
      set.append(("revCount", integer(count)))
    }
    if reference.type == "git" {
      set.append(
        ("submodules", Value(reference.attributes["submodules"] == .boolean(true))))
    }
    if case .integer(let seconds)? = reference.attributes["lastModified"] {
      set.append(("lastModified", integer(seconds)))
      set.append(("lastModifiedDate", string(DateText.compact(seconds))))
    }
    return attributes(set)
  }

  private func unavailable(_ source: String, _ advice: String) -> EvalError {
    failure(
      "the source \(source) is not in the Nix store, and evaluation downloads nothing; \(advice)",
      kind: .unavailableSource)
  }
}
