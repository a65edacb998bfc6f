import Glibc

/// Names that every file sees: constants, builtins, and the few that are made when first used.
extension Evaluator {
  /// A variable of the outermost scope.
  struct Global {
    let symbol: Symbol
    /// Forced; or a thunk in the slot of the same number of the root environment.
    let value: Value
    let slot: Int?
  }

  /// Makes `builtins` and the outermost scope.
  func defineGlobals() {
    var set = AttributeSetBuilder(capacity: builtins.count + 16)
    var globals: [Global] = []
    func define(_ name: String, _ value: Value, global: String?) {
      set.append(symbols.intern(name), value)
      if let global {
        globals.append(Global(symbol: symbols.intern(global), value: value, slot: nil))
      }
    }
    for (index, builtin) in builtins.descriptions.enumerated() {
      if let feature = builtin.feature, !settings.experimentalFeatures.contains(feature) {
        continue
      }
      let value = Box.make(.builtin, detail: UInt32(index), 0, in: arena)
      define(builtin.name, value, global: builtin.globalName)
    }
    define("true", .true, global: "true")
    define("false", .false, global: "false")
    define("null", .null, global: "null")
    define("nixVersion", string(BuiltinTable.nixVersion), global: "__nixVersion")
    define("langVersion", integer(BuiltinTable.languageVersion), global: "__langVersion")
    define("storeDir", string(settings.storeDirectory), global: "__storeDir")
    define("nixPath", searchPathValue(), global: "__nixPath")
    if !settings.isPure {
      define("currentSystem", string(settings.system), global: "__currentSystem")
      let time = settings.currentTime ?? Glibc.time(nil)
      define("currentTime", integer(time), global: "__currentTime")
    }
    for (slot, global) in BuiltinTable.lazyGlobals.enumerated() {
      let name = symbols.intern(global.name)
      let value = Thunk.placeholder(in: arena).value
      rootEnvironment.slot(slot).value = value
      set.append(name, value)
      globals.append(Global(symbol: name, value: value, slot: slot))
    }
    let itself = Thunk.placeholder(in: arena)
    set.append(symbols.intern("builtins"), itself.value)
    let value = set.finish(in: arena).value
    itself.finish(value)
    globals.append(Global(symbol: symbols.intern("builtins"), value: value, slot: nil))
    scope = Scope(globals: globals)
    defineLazyGlobals()
  }

  /// Gives the lazy globals their expressions; what they use must be defined by now.
  private func defineLazyGlobals() {
    for (slot, global) in BuiltinTable.lazyGlobals.enumerated() {
      let thunk = rootEnvironment.slot(slot).value.thunk
      let source = Array("\(global.source)".utf8)
      do {
        let node = try load(source, origin: .text(name: global.origin), folder: "/")
        thunk.suspend(node, rootEnvironment)
      } catch {
        // Only a builtin that is switched off can be missing: the name stays unusable.
        continue
      }
    }
  }

  /// The search path as `builtins.nixPath` shows it.
  private func searchPathValue() -> Value {
    list(
      (settings.isPure ? [] : settings.searchPath).map { entry in
        attributes([(.path, string(entry.path)), (.prefix, string(entry.prefix))])
      })
  }
}

extension BuiltinTable {
  /// The version of Nix whose behaviour this evaluator has; nixpkgs asks for it.
  static let nixVersion = "2.34.8"
  static let languageVersion = 6

  /// A name that is defined by an expression of its own, evaluated when first used.
  struct LazyGlobal {
    let name: String
    /// The name of the text in places.
    let origin: String
    let source: StaticString
  }

  static let lazyGlobals: [LazyGlobal] = [
    LazyGlobal(
      name: "derivation", origin: DerivationPrelude.name, source: DerivationPrelude.source)
  ]

  static var lazyGlobalCount: Int { lazyGlobals.count }
}
