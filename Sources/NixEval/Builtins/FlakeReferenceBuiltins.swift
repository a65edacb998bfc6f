/// `parseFlakeRef` and `flakeRefToString`.
enum FlakeReferenceBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "parseFlakeRef", "reference", "A flake reference as attributes."
    ) { evaluator, arguments in
      let text = try evaluator.plainString(
        arguments[0], "while evaluating the argument passed to builtins.parseFlakeRef")
      let reference: FlakeReference
      do throws(FlakeReferenceError) {
        reference = try FlakeReference(parsing: text.text)
      } catch {
        throw evaluator.failure(error.message)
      }
      try evaluator.requireFeature(of: reference)
      return evaluator.value(of: reference)
    },
    Builtin(
      "flakeRefToString", "attributes", "A flake reference as text."
    ) { evaluator, arguments in
      let set = try evaluator.attributes(
        arguments[0], "while evaluating the argument passed to builtins.flakeRefToString")
      let reference = try evaluator.flakeReference(set)
      guard reference["type"] != nil else {
        if reference.attributes["type"] != nil {
          throw evaluator.failure("input attribute 'type' is not a string \(reference.json)")
        }
        throw evaluator.failure(
          "'type' attribute to specify input scheme is required but not provided")
      }
      try evaluator.requireFeature(of: reference)
      // A folder of the source is none of the scheme's.
      var source = reference
      source["dir"] = nil
      if let problem = InputScheme.problem(of: source) { throw evaluator.failure(problem) }
      return evaluator.string(reference.description)
    },
  ]
}

extension Evaluator {
  /// Kinds of sources that came with flakes are part of that feature; those of older fetchers are not.
  fileprivate func requireFeature(of reference: FlakeReference) throws {
    if FlakeReference.forges.contains(reference.type)
      || ["path", "indirect"].contains(reference.type)
    {
      try require(.flakes)
    }
  }

  fileprivate func value(of reference: FlakeReference) -> Value {
    attributes(
      reference.attributes.map { name, attribute in
        switch attribute {
        case .string(let text): (name, string(text))
        case .integer(let number): (name, integer(number))
        case .boolean(let flag): (name, Value(flag))
        }
      })
  }

  fileprivate func flakeReference(_ set: AttributeSet) throws -> FlakeReference {
    var reference = FlakeReference([:])
    for entry in set {
      let name = symbols.name(entry.symbol).text
      let value = try force(entry.slot)
      switch value.kind {
      case .integer:
        guard value.integer >= 0 else {
          throw failure("negative value given for flake ref attr \(name): \(value.integer)")
        }
        reference.attributes[name] = .integer(value.integer)
      case .boolean: reference.attributes[name] = .boolean(value === .true)
      case .string: reference.attributes[name] = .string(value.string.text)
      default:
        throw EvalError(
          .type,
          "flake reference attribute sets may only contain integers, Booleans, and strings, but "
            + "attribute '\(name)' is \(describeType(value))")
      }
    }
    return reference
  }
}
