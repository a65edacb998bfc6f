/// Symbols that the evaluator itself needs, interned first and in this order, so that their
/// numbers are constants of the program.
enum KnownSymbols {
  /// The spelling of symbol 1, 2, ….
  static let names: [StaticString] = [
    "name", "value", "type", "outPath", "drvPath", "drvAttrs", "outputName", "outputs", "all",
    "system", "builder", "args", "__functor", "__toString", "__overrides", "__functionArgs",
    "__structuredAttrs", "__ignoreNulls", "__contentAddressed", "__impure", "__json", "__sub",
    "__mul", "__div", "__lessThan", "__curPos", "__nixPath", "__findFile", "file", "line",
    "column", "key", "operator", "startSet", "right", "wrong", "success", "path", "prefix",
    "recursive", "filter", "sha256", "outputHash", "outputHashAlgo", "outputHashMode",
    "allowedReferences", "allowedRequisites", "disallowedReferences", "disallowedRequisites",
    "maxSize", "maxClosureSize", "allOutputs", "version", "meta", "position", "description",
    "derivation", "url", "rev", "ref", "hash", "toHashFormat", "hashAlgo",
  ]
}

extension Symbol {
  package static var name: Symbol { Symbol(id: 1) }
  package static var value: Symbol { Symbol(id: 2) }
  package static var type: Symbol { Symbol(id: 3) }
  package static var outPath: Symbol { Symbol(id: 4) }
  package static var drvPath: Symbol { Symbol(id: 5) }
  package static var drvAttrs: Symbol { Symbol(id: 6) }
  package static var outputName: Symbol { Symbol(id: 7) }
  package static var outputs: Symbol { Symbol(id: 8) }
  package static var all: Symbol { Symbol(id: 9) }
  package static var system: Symbol { Symbol(id: 10) }
  package static var builder: Symbol { Symbol(id: 11) }
  package static var args: Symbol { Symbol(id: 12) }
  package static var functor: Symbol { Symbol(id: 13) }
  package static var toStringMethod: Symbol { Symbol(id: 14) }
  package static var overrides: Symbol { Symbol(id: 15) }
  package static var functionArgs: Symbol { Symbol(id: 16) }
  package static var structuredAttrs: Symbol { Symbol(id: 17) }
  package static var ignoreNulls: Symbol { Symbol(id: 18) }
  package static var contentAddressed: Symbol { Symbol(id: 19) }
  package static var impure: Symbol { Symbol(id: 20) }
  package static var json: Symbol { Symbol(id: 21) }
  package static var sub: Symbol { Symbol(id: 22) }
  package static var mul: Symbol { Symbol(id: 23) }
  package static var div: Symbol { Symbol(id: 24) }
  package static var lessThan: Symbol { Symbol(id: 25) }
  package static var currentPosition: Symbol { Symbol(id: 26) }
  package static var nixPath: Symbol { Symbol(id: 27) }
  package static var findFile: Symbol { Symbol(id: 28) }
  package static var file: Symbol { Symbol(id: 29) }
  package static var line: Symbol { Symbol(id: 30) }
  package static var column: Symbol { Symbol(id: 31) }
  package static var key: Symbol { Symbol(id: 32) }
  package static var operatorName: Symbol { Symbol(id: 33) }
  package static var startSet: Symbol { Symbol(id: 34) }
  package static var right: Symbol { Symbol(id: 35) }
  package static var wrong: Symbol { Symbol(id: 36) }
  package static var success: Symbol { Symbol(id: 37) }
  package static var path: Symbol { Symbol(id: 38) }
  package static var prefix: Symbol { Symbol(id: 39) }
  package static var recursive: Symbol { Symbol(id: 40) }
  package static var filter: Symbol { Symbol(id: 41) }
  package static var sha256: Symbol { Symbol(id: 42) }
  package static var outputHash: Symbol { Symbol(id: 43) }
  package static var outputHashAlgo: Symbol { Symbol(id: 44) }
  package static var outputHashMode: Symbol { Symbol(id: 45) }
  package static var allowedReferences: Symbol { Symbol(id: 46) }
  package static var allowedRequisites: Symbol { Symbol(id: 47) }
  package static var disallowedReferences: Symbol { Symbol(id: 48) }
  package static var disallowedRequisites: Symbol { Symbol(id: 49) }
  package static var maxSize: Symbol { Symbol(id: 50) }
  package static var maxClosureSize: Symbol { Symbol(id: 51) }
  package static var allOutputs: Symbol { Symbol(id: 52) }
  package static var version: Symbol { Symbol(id: 53) }
  package static var meta: Symbol { Symbol(id: 54) }
  package static var position: Symbol { Symbol(id: 55) }
  package static var description: Symbol { Symbol(id: 56) }
  package static var derivation: Symbol { Symbol(id: 57) }
  package static var url: Symbol { Symbol(id: 58) }
  package static var rev: Symbol { Symbol(id: 59) }
  package static var ref: Symbol { Symbol(id: 60) }
  package static var hash: Symbol { Symbol(id: 61) }
  package static var toHashFormat: Symbol { Symbol(id: 62) }
  package static var hashAlgo: Symbol { Symbol(id: 63) }
}
