package import NixEval
import NixStore

/// `builtins.getFlake`: a flake of this machine with its inputs, called as Nix calls it.
///
/// Sources are folders and what the store holds; an input that is neither is an error when it is
/// used, not before.
package enum GetFlake {
  /// The builtins that evaluation of flakes adds to the evaluator's own.
  package static let builtins: [Builtin] = [
    Builtin(
      "getFlake", "reference!", "The outputs of a flake, with its inputs and source."
    ) { evaluator, arguments in
      let text = try evaluator.plainString(
        arguments[0], "while evaluating the argument passed to builtins.getFlake"
      ).text
      return try call(try reference(text, evaluator), evaluator)
    }
  ]

  private static func reference(_ text: String, _ evaluator: Evaluator) throws -> FlakeReference {
    var reference: FlakeReference
    do throws(FlakeReferenceError) {
      reference = try FlakeReference(parsing: text)
    } catch {
      throw evaluator.failure(error.message)
    }
    try evaluator.require(.flakes)
    if evaluator.settings.isPure, reference["narHash"] == nil, reference["rev"] == nil {
      throw evaluator.failure(
        "cannot call 'getFlake' on unlocked flake reference '\(text)', at «none»:0 "
          + "(use --impure to override)", kind: .restricted)
    }
    if reference.type == "indirect" {
      guard reference["id"] == "nixpkgs", let nixpkgs = NixpkgsSource.find() else {
        throw evaluator.failure(
          "cannot find flake '\(reference)' in the flake registries of this machine; "
            + "give its path instead", kind: .unavailableSource)
      }
      reference = FlakeReference(["type": .string("path"), "path": .string(nixpkgs.path)])
    }
    // A checkout on this machine: its files, tracked or not.
    if reference.type == "git", let url = reference["url"], url.hasPrefix("file://") {
      reference = FlakeReference([
        "type": .string("path"), "path": .string(String(url.dropFirst("file://".count))),
      ])
    }
    return reference
  }

  private static func call(_ reference: FlakeReference, _ evaluator: Evaluator) throws -> Value {
    let function = try evaluator.evaluate("\(caller)", name: "«getFlake»")
    let attributes = reference.attributes.map { name, attribute -> (String, Value) in
      switch attribute {
      case .string(let text): (name, evaluator.string(text))
      case .integer(let number): (name, evaluator.integer(number))
      case .boolean(let flag): (name, Value(flag))
      }
    }
    return try evaluator.call(try evaluator.force(function), evaluator.attributes(attributes))
  }

  /// From a reference to the flake. With a lock file each node is the source that is locked; without,
  /// inputs are what `flake.nix` says.
  private static let caller: StaticString = """
    reference:
    let
      fetch = attributes: builtins.fetchTree (removeAttrs attributes [ "dir" "__final" ]);
      below = path: dir: if dir == "" then path else path + "/" + dir;

      # A flake from its source, the folder in it, and its inputs.
      flake = info: dir: inputs:
        let
          outPath = below info.outPath dir;
          file = import (outPath + "/flake.nix");
          outputs = file.outputs (inputs // { inherit self; });
          self = outputs // info // {
            inherit outPath inputs outputs;
            sourceInfo = info;
            _type = "flake";
          };
        in
        assert builtins.isFunction file.outputs;
        self;

      files = info: dir: info // { outPath = below info.outPath dir; sourceInfo = info; };

      locked = info: dir: lock:
        let
          # `follows` is a path of inputs from the root.
          target = spec: if builtins.isList spec then walk lock.root spec else spec;
          walk = key: path:
            if path == [ ] then key
            else walk (target lock.nodes.${key}.inputs.${builtins.head path}) (builtins.tail path);
          nodes = builtins.mapAttrs (key: node:
            let
              isRoot = key == lock.root;
              isRelative = node.locked.type == "path" && node ? parent
                && builtins.substring 0 1 node.locked.path != "/";
              parent = nodes.${walk lock.root node.parent};
              source =
                if isRoot then { inherit info dir; }
                else if isRelative then {
                  inherit (parent.source) info;
                  dir = below parent.source.dir node.locked.path;
                }
                else { info = fetch node.locked; dir = node.locked.dir or ""; };
              inputs = builtins.mapAttrs (name: spec: nodes.${target spec}.value)
                (node.inputs or { });
            in
            {
              inherit source;
              value =
                if node.flake or true then flake source.info source.dir inputs
                else files source.info source.dir;
            }) lock.nodes;
        in
        nodes.${lock.root}.value;

      unlocked = info: dir:
        let
          path = below info.outPath dir;
          file = import (path + "/flake.nix");
          declared = builtins.mapAttrs (name: default: { })
            (removeAttrs (builtins.functionArgs file.outputs) [ "self" ]) // file.inputs or { };
          input = name: declaration:
            if declaration ? follows then
              builtins.foldl' (set: part: set.inputs.${part}) { inherit inputs; }
                (builtins.filter builtins.isString (builtins.split "/" declaration.follows))
            else
              let
                given = declaration.url or (if declaration ? type then null else "flake:" + name);
                isRelative = given != null && builtins.match "(path:)?\\\\.\\\\.?(/.*)?" given != null;
                relative = builtins.elemAt (builtins.match "(path:)?(\\\\./)?(.*)" given) 2;
                attributes =
                  if given != null then builtins.parseFlakeRef given
                  else removeAttrs declaration [ "inputs" "flake" ];
                found = fetch attributes;
                isFlake = declaration.flake or true;
              in
              if isRelative then
                (if isFlake then open info (below dir relative) else files info (below dir relative))
              else if attributes.type == "indirect" then builtins.getFlake given
              else if isFlake then open found (attributes.dir or "")
              else files found (attributes.dir or "");
          inputs = builtins.mapAttrs input declared;
        in
        flake info dir inputs;

      open = info: dir:
        let lock = below info.outPath dir + "/flake.lock"; in
        if builtins.pathExists lock
        then locked info dir (builtins.fromJSON (builtins.readFile lock))
        else unlocked info dir;
    in
    open (fetch reference) (reference.dir or "")
    """
}
