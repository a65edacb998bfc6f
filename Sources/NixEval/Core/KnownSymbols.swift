/// Symbols that are there before any text is read, interned first and in this order, so that the
/// numbers of those that the evaluator itself needs are constants of the program.
///
/// The order is Nix's as far as Nix has them too, and the order of symbols can be seen: attributes are
/// compared in it, and the first of several undefined variables is the first in it.
enum KnownSymbols {
  /// The spelling of symbol 1, 2, ….
  static let names: [StaticString] = [
    // What Nix's evaluator knows.
    "<with>", "outPath", "drvPath", "type", "meta", "name", "value", "system", "__overrides",
    "outputs", "outputName", "__ignoreNulls", "file", "line", "column", "__functor", "__toString",
    "right", "wrong", "__structuredAttrs", "__json", "allowedReferences", "allowedRequisites",
    "disallowedReferences", "disallowedRequisites", "maxSize", "maxClosureSize", "builder", "args",
    "__contentAddressed", "__impure", "outputHash", "outputHashAlgo", "outputHashMode",
    "recurseForDerivations", "description", "self", "", "startSet", "operator", "key", "path",
    "prefix", "outputSpecified", "__sub", "__lessThan", "__mul", "__div", "or", "__findFile",
    "__nixPath", "body",
    // The names of builtins, with and without underscores.
    "builtins", "true", "false", "null", "__currentTime", "currentTime", "__currentSystem",
    "currentSystem", "__nixVersion", "nixVersion", "__storeDir", "storeDir", "__langVersion",
    "langVersion", "__traceVerbose", "traceVerbose", "nixPath", "scopedImport", "import",
    "__typeOf", "typeOf", "isNull", "__isFunction", "isFunction", "__isInt", "isInt", "__isFloat",
    "isFloat", "__isString", "isString", "__isBool", "isBool", "__isPath", "isPath",
    "__genericClosure", "genericClosure", "break", "abort", "throw", "__addErrorContext",
    "addErrorContext", "__ceil", "ceil", "__floor", "floor", "__tryEval", "tryEval", "__getEnv",
    "getEnv", "__seq", "seq", "__deepSeq", "deepSeq", "__trace", "trace", "__warn", "warn",
    "derivationStrict", "placeholder", "__toPath", "toPath", "__storePath", "storePath",
    "__pathExists", "pathExists", "baseNameOf", "dirOf", "__readFile", "readFile", "findFile",
    "__hashFile", "hashFile", "__readFileType", "readFileType", "__readDir", "readDir", "__toXML",
    "toXML", "__toJSON", "toJSON", "__fromJSON", "fromJSON", "__toFile", "toFile",
    "__filterSource", "filterSource", "__path", "__attrNames", "attrNames", "__attrValues",
    "attrValues", "__getAttr", "getAttr", "__unsafeGetAttrPos", "unsafeGetAttrPos", "__hasAttr",
    "hasAttr", "__isAttrs", "isAttrs", "removeAttrs", "__listToAttrs", "listToAttrs",
    "__intersectAttrs", "intersectAttrs", "__catAttrs", "catAttrs", "__functionArgs",
    "functionArgs", "__mapAttrs", "mapAttrs", "__zipAttrsWith", "zipAttrsWith", "__isList",
    "isList", "__elemAt", "elemAt", "__head", "head", "__tail", "tail", "map", "__filter",
    "filter", "__elem", "elem", "__concatLists", "concatLists", "__length", "length", "__foldl'",
    "foldl'", "__any", "any", "__all", "all", "__genList", "genList", "__sort", "sort",
    "__partition", "partition", "__groupBy", "groupBy", "__concatMap", "concatMap", "__add", "add",
    "sub", "mul", "div", "__bitAnd", "bitAnd", "__bitOr", "bitOr", "__bitXor", "bitXor",
    "lessThan", "toString", "__substring", "substring", "__stringLength", "stringLength",
    "__hashString", "hashString", "__convertHash", "convertHash", "__match", "match", "__split",
    "split", "__concatStringsSep", "concatStringsSep", "__replaceStrings", "replaceStrings",
    "__parseDrvName", "parseDrvName", "__compareVersions", "compareVersions", "__splitVersion",
    "splitVersion", "__unsafeDiscardStringContext", "unsafeDiscardStringContext", "__hasContext",
    "hasContext", "__unsafeDiscardOutputDependency", "unsafeDiscardOutputDependency",
    "__addDrvOutputDependencies", "addDrvOutputDependencies", "__getContext", "getContext",
    "__appendContext", "appendContext", "fetchMercurial", "__fetchurl", "fetchurl", "fetchTarball",
    "fetchGit", "fromTOML", "__getFlake", "getFlake", "__parseFlakeRef", "parseFlakeRef",
    "__flakeRefToString", "flakeRefToString",
    // Variables of the function `derivation`.
    "derivation", "strict", "drvAttrs", "commonAttrs", "outputsList", "x",
    "outputToAttrListElement",
    // What only this evaluator needs.
    "__curPos", "success", "recursive", "sha256", "allOutputs", "version", "position", "url",
    "rev", "ref", "hash", "toHashFormat", "hashAlgo",
  ]
}

extension Symbol {
  package static var name: Symbol { Symbol(id: 6) }
  package static var value: Symbol { Symbol(id: 7) }
  package static var type: Symbol { Symbol(id: 4) }
  package static var outPath: Symbol { Symbol(id: 2) }
  package static var drvPath: Symbol { Symbol(id: 3) }
  package static var drvAttrs: Symbol { Symbol(id: 259) }
  package static var outputName: Symbol { Symbol(id: 11) }
  package static var outputs: Symbol { Symbol(id: 10) }
  package static var all: Symbol { Symbol(id: 187) }
  package static var system: Symbol { Symbol(id: 8) }
  package static var builder: Symbol { Symbol(id: 28) }
  package static var args: Symbol { Symbol(id: 29) }
  package static var functor: Symbol { Symbol(id: 16) }
  package static var toStringMethod: Symbol { Symbol(id: 17) }
  package static var overrides: Symbol { Symbol(id: 9) }
  package static var functionArgs: Symbol { Symbol(id: 159) }
  package static var structuredAttrs: Symbol { Symbol(id: 20) }
  package static var ignoreNulls: Symbol { Symbol(id: 12) }
  package static var contentAddressed: Symbol { Symbol(id: 30) }
  package static var impure: Symbol { Symbol(id: 31) }
  package static var json: Symbol { Symbol(id: 21) }
  package static var sub: Symbol { Symbol(id: 45) }
  package static var mul: Symbol { Symbol(id: 47) }
  package static var div: Symbol { Symbol(id: 48) }
  package static var lessThan: Symbol { Symbol(id: 46) }
  package static var currentPosition: Symbol { Symbol(id: 264) }
  package static var nixPath: Symbol { Symbol(id: 51) }
  package static var findFile: Symbol { Symbol(id: 50) }
  package static var file: Symbol { Symbol(id: 13) }
  package static var line: Symbol { Symbol(id: 14) }
  package static var column: Symbol { Symbol(id: 15) }
  package static var key: Symbol { Symbol(id: 41) }
  package static var operatorName: Symbol { Symbol(id: 40) }
  package static var startSet: Symbol { Symbol(id: 39) }
  package static var right: Symbol { Symbol(id: 18) }
  package static var wrong: Symbol { Symbol(id: 19) }
  package static var success: Symbol { Symbol(id: 265) }
  package static var path: Symbol { Symbol(id: 42) }
  package static var prefix: Symbol { Symbol(id: 43) }
  package static var recursive: Symbol { Symbol(id: 266) }
  package static var filter: Symbol { Symbol(id: 175) }
  package static var sha256: Symbol { Symbol(id: 267) }
  package static var outputHash: Symbol { Symbol(id: 32) }
  package static var outputHashAlgo: Symbol { Symbol(id: 33) }
  package static var outputHashMode: Symbol { Symbol(id: 34) }
  package static var allowedReferences: Symbol { Symbol(id: 22) }
  package static var allowedRequisites: Symbol { Symbol(id: 23) }
  package static var disallowedReferences: Symbol { Symbol(id: 24) }
  package static var disallowedRequisites: Symbol { Symbol(id: 25) }
  package static var maxSize: Symbol { Symbol(id: 26) }
  package static var maxClosureSize: Symbol { Symbol(id: 27) }
  package static var allOutputs: Symbol { Symbol(id: 268) }
  package static var version: Symbol { Symbol(id: 269) }
  package static var meta: Symbol { Symbol(id: 5) }
  package static var position: Symbol { Symbol(id: 270) }
  package static var description: Symbol { Symbol(id: 36) }
  package static var derivation: Symbol { Symbol(id: 257) }
  package static var url: Symbol { Symbol(id: 271) }
  package static var rev: Symbol { Symbol(id: 272) }
  package static var ref: Symbol { Symbol(id: 273) }
  package static var hash: Symbol { Symbol(id: 274) }
  package static var toHashFormat: Symbol { Symbol(id: 275) }
  package static var hashAlgo: Symbol { Symbol(id: 276) }
}
