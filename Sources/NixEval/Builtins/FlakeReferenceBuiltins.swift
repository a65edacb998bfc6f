/// `parseFlakeRef` and `flakeRefToString`.
enum FlakeReferenceBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "parseFlakeRef", "reference", "A flake reference as attributes.", feature: .flakes
    ) { evaluator, arguments in
      let text = try evaluator.plainString(
        arguments[0], "while evaluating the argument passed to builtins.parseFlakeRef")
      do throws(FlakeReferenceError) {
        return evaluator.value(of: try FlakeReference(parsing: text.text))
      } catch {
        throw evaluator.failure(error.message)
      }
    },
    Builtin(
      "flakeRefToString", "attributes", "A flake reference as text.", feature: .flakes
    ) { evaluator, arguments in
      let set = try evaluator.attributes(
        arguments[0], "while evaluating the argument passed to builtins.flakeRefToString")
      return evaluator.string(try evaluator.flakeReference(set).description)
    },
  ]
}

extension Evaluator {
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
