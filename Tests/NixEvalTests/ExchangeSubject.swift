import NixEval
import Synchronization
import TestSupport
import Testing

/// An evaluator whose tree is exchanged.
final class ExchangeSubject {
  let files: ExchangeableIO
  let evaluator: Evaluator
  private var root: Value?
  private var tree: [String: [UInt8]]
  private let said = Said()
  /// Whether the values of the root are forced while an exchange settles, as hosts are.
  private let reachesValues: Bool

  /// Files that are not exchanged; the calls of two of them are remembered.
  private static let library = [
    "make.nix": """
    { v, f ? (x: x) }:
    builtins.trace "made" {
      result = builtins.trace "result" v;
      called = builtins.trace "called" (f v);
    }
    """,
    "tools.nix": """
    { own = builtins.trace "own" 1; double = x: builtins.trace "double" (x + x); }
    """,
    "cut.nix": """
    let cut = builtins.nixwizCutoff; in {
      inherit cut;
      once = builtins.nixwizOnce;
      names = set: cut (builtins.attrNames set);
      get = name: set: cut set.${name};
    }
    """,
    // Systems of a flake in small: each of a set of arguments, of which every value has readers of its own.
    "systems.nix": """
    let
      cut = builtins.nixwizCutoff;
      each = set: builtins.listToAttrs (map (name: { inherit name; value = cut set.${name}; }) (cut (builtins.attrNames set)));
      make = arguments: let
        given = each arguments;
      in {
        names = builtins.attrNames given;
        sum = builtins.trace "sum" (builtins.foldl' (a: b: a + b) 0 (given.numbers or [ ]));
        first = builtins.trace "first" (given.first or 0 + 0);
        other = given.other or null;
        place = cut (builtins.unsafeGetAttrPos "first" arguments);
      };
    in
      builtins.nixwizRepeat make
    """,
    // A package set in small: a fixpoint of overlays, with a platform that reads itself.
    "packages.nix": """
    { platform, config ? { }, overlays ? [ ] }@args:
    let
      extend = lower: overlay: final: let previous = lower final; in previous // overlay final previous;
      call = final: f: f (builtins.intersectAttrs (builtins.functionArgs f) final);
      lowest = final: {
        call = call final;
        one = { name = "one-${platform.name}"; needs = final.two.name; };
        two = { name = "two-${toString (config.flag or 0)}"; needs = null; };
        three = final.call ({ one, two }: { name = "${one.name}-${two.name}"; needs = one.needs; });
        plain = import /lib/packages.nix (args // { overlays = [ ]; });
        needsFlag = if config ? flag then config.names or [ ] else [ ];
      };
      fixed = f: let self = f self; in self;
    in
      builtins.trace "packages" (fixed (builtins.foldl' extend lowest overlays))
    """,
    // A module system in small: modules are functions of `config`, or sets, and define options of two levels.
    "modules.nix": """
    files:
    let
      cut = builtins.nixwizCutoff;
      names = [ "a" "b" "c" "d" ];
      define = builtins.nixwizDefinitions builtins.nixwizPlace;
      each = make: builtins.listToAttrs (map (name: { inherit name; value = make name; }) names);
      module = path: {
        file = toString path;
        fileStays = true;
        value = let found = import path; in if builtins.isFunction found then found { inherit config; } else found;
      };
      modules = map (builtins.nixwizOnce module) files;
      byName = definitions: builtins.zipAttrsWith (_: builtins.concatLists) (map (d: define d null d.value) definitions);
      level = depth: definitions: let
        defined = byName definitions;
        known = cut (builtins.attrNames defined);
      in {
        inherit known;
        values = each (name: option depth (cut (defined.${name} or [ ])));
      };
      option = depth: definitions:
        if depth > 0 && definitions != [ ] && builtins.all (d: builtins.isAttrs d.value) definitions then
          (level (depth - 1) definitions).values
        else
          map (d: d.value) definitions;
      top = level 1 modules;
      config = top.values;
      places = each (name: map (d: if d.pos == null then null else [ d.pos.line d.pos.column d.file ])
        (cut ((byName modules).${name} or [ ])));
    in
      [ top.known places ] ++ map (name: config.${name}) names
    """,
  ]

  init(_ tree: [String: [UInt8]], reachesValues: Bool = false, tracesReads: Bool = false) {
    self.tree = tree
    self.reachesValues = reachesValues
    files = ExchangeableIO(Self.mounted(tree))
    var settings = EvaluationSettings()
    settings.exchangedFolder = "/tree"
    settings.tracksDependencies = true
    settings.tracesReads = tracesReads
    settings.rememberedFunctions = ["/lib/make.nix", "/lib/packages.nix"]
    settings.messageHandler = { [said] message in said.add(message.text) }
    evaluator = Evaluator(
      settings: settings, io: files,
      extraBuiltins: IncrementalBuiltins.table + ModuleBuiltins.table)
  }

  static func mounted(_ tree: [String: [UInt8]]) -> any EvalIO {
    let library = library.mapValues { OverlayIO.Entry.file(Array($0.utf8)) }
    return OverlayIO(
      tree: tree.mapValues { .file($0) }, at: "/tree",
      over: OverlayIO(tree: library, at: "/lib"))
  }

  /// What was said since the last exchange.
  var words: [String] { said.all }

  func exchanges(_ tree: [String: [UInt8]], limit: Double = 1) -> Bool {
    defer { if limit == 1 { self.tree = tree } }
    let paths = tree.map { ("/tree/" + $0.key, $0.value) }
    return evaluator.exchangeFiles(
      Dictionary(uniqueKeysWithValues: paths), differ: tree != self.tree,
      outsideDiffers: false, limit: limit, reach: reach)
  }

  private func reach() throws {
    guard reachesValues, let root else { return }
    let value = try evaluator.force(root)
    guard value.isAttributes else { return }
    for entry in try evaluator.sortedByName(value.attributes) {
      _ = try evaluator.force(entry.slot)
    }
  }

  func exchange(for tree: [String: [UInt8]]) {
    files.exchange(for: Self.mounted(tree))
    said.clear()
    #expect(exchanges(tree))
  }

  /// The same where it may be refused, as whoever uses an evaluator has to.
  /// - Returns: whether it was not.
  func exchangesOrForgets(_ tree: [String: [UInt8]], limit: Double) -> Bool {
    files.exchange(for: Self.mounted(tree))
    if exchanges(tree, limit: limit) { return true }
    forgets(tree)
    return false
  }

  /// Begins anew with another tree, but for what the calls gave that are remembered.
  func forgets(_ tree: [String: [UInt8]]) {
    files.exchange(for: Self.mounted(tree))
    evaluator.forgetFiles(below: "/tree")
    self.tree = tree
    restart()
  }

  func restart() { root = nil }

  /// What evaluation prints, of a list for each element. Messages show how far values in them were
  /// evaluated, which differs.
  func outcome() -> [String] {
    do throws(EvaluationFailure) {
      if root == nil { root = try evaluator.delay("import /tree/main.nix") }
      guard let root else { return [] }
      return try evaluator.onEvaluationStack { () throws -> [String] in
        let value = try evaluator.force(root)
        if value.isList { return (0..<value.list.count).map { text(of: value.list[$0]) } }
        guard reachesValues, value.isAttributes else { return [text(of: value)] }
        return try evaluator.sortedByName(value.attributes).map {
          "\(evaluator.symbols.name($0.symbol).text) = \(text(of: $0.value))"
        }
      }
    } catch { return ["error"] }
  }

  private func text(of value: Value) -> String {
    do throws(EvaluationFailure) {
      try evaluator.forceAll(value)
      return String(decoding: try evaluator.print(value, strictly: true), as: UTF8.self)
    } catch { return "error" }
  }
}

private final class Said: Sendable {
  private let texts = Mutex<[String]>([])
  func add(_ text: String) {
    texts.withLock { $0.append(text.replacing("trace: ", with: "")) }
  }
  func clear() { texts.withLock { $0 = [] } }
  var all: [String] { texts.withLock { $0 } }
}
