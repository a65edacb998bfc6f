/// What a value is.
enum TypeBuiltins {
  static let table: [Builtin] = [
    Builtin("typeOf", "e!", "The name of the type of a value.") { evaluator, arguments in
      evaluator.symbols.name(evaluator.symbols.intern(arguments[0].typeName)).value
    },
    Builtin("isNull", "e!", "Whether a value is null.", visibility: .global) { _, arguments in
      Value(arguments[0].isNull)
    },
    Builtin("isFunction", "e!", "Whether a value is a function.") { _, arguments in
      Value(arguments[0].isFunction)
    },
    Builtin("isInt", "e!", "Whether a value is an integer.") { _, arguments in
      Value(arguments[0].isInteger)
    },
    Builtin("isFloat", "e!", "Whether a value is a float.") { _, arguments in
      Value(arguments[0].isFloat)
    },
    Builtin("isString", "e!", "Whether a value is a string.") { _, arguments in
      Value(arguments[0].isString)
    },
    Builtin("isBool", "e!", "Whether a value is a Boolean.") { _, arguments in
      Value(arguments[0].boolean != nil)
    },
    Builtin("isPath", "e!", "Whether a value is a path.") { _, arguments in
      Value(arguments[0].isPath)
    },
    Builtin("isList", "e!", "Whether a value is a list.") { _, arguments in
      Value(arguments[0].isList)
    },
    Builtin("isAttrs", "e!", "Whether a value is an attribute set.") { _, arguments in
      Value(arguments[0].isAttributes)
    },
  ]
}

extension Value {
  /// The name that `builtins.typeOf` gives.
  fileprivate var typeName: StaticString {
    switch kind {
    case .thunk: "thunk"
    case .integer: "int"
    case .float: "float"
    case .boolean: "bool"
    case .string: "string"
    case .path: "path"
    case .null: "null"
    case .attributes: "set"
    case .list: "list"
    case .function: "lambda"
    }
  }
}
