# One level of the tree of options: declarations and definitions meet by name.
{ lib, modules }:
let
  inherit (lib) showOption;
  inherit (lib.facts) cutoff definitions;
in
rec {
  # Declarations by name: `[ { file; pos; value; } ]`.
  declarationsByName =
    prefix: decls:
    builtins.zipAttrsWith (_: builtins.concatLists) (map (decl: decl.parts or (declarationsIn prefix decl)) decls);

  declarationsIn =
    prefix: decl:
    if !builtins.isAttrs decl.value then
      throw "Expected an attribute set of options at `${showOption prefix}', found ${builtins.typeOf decl.value} in `${decl.file}'"
    else
      definitions decl null decl.value;

  # Definitions by name: `[ { file; pos; value; } ]`, properties pushed into the values.
  definitionsByName =
    prefix: defs: builtins.zipAttrsWith (_: builtins.concatLists) (builtins.concatMap (def: def.parts or (partsOf prefix def)) defs);

  # Those in one definition of the level, a set for each part of it that has properties of its own.
  partsOf =
    prefix: def:
    map (
      part:
      if builtins.isAttrs part.set then
        definitions def part.wrap part.set
      else
        throw "In module `${def.file}', you're trying to define a value of type `${builtins.typeOf part.set}'\nrather than an attribute set for the option\n`${showOption prefix}'!\n\nThis usually happens if `${showOption prefix}' has option\ndefinitions inside that are not matched. Please check how to properly define\nthis option by e.g. referring to `man 5 configuration.nix'!"
    ) (modules.pushed def.value);

  # `known` is the place of this level in the facts, or null. `off` says that something above is
  # switched off, so that real evaluation may never look here.
  mergeLevel =
    {
      prefix,
      known,
      decls,
      defs,
      off ? false,
    }:
    let
      declared = cutoff (declarationsByName prefix decls);
      defined = definitionsByName prefix defs;
      knownNames = if known == null then { } else known.names;
      nodes = builtins.mapAttrs (name: _: node name) (knownNames // declared);
      disabled =
        off
        || cutoff (
          nodes ? enable && nodes.enable.isLeaf && (
            let
              value = builtins.tryEval nodes.enable.config;
            in
            value.success && value.value == false
          )
        );

      node =
        name:
        let
          loc = prefix ++ [ name ];
          here = if known == null || !(knownNames ? ${name}) then null else known.child name;
          decls = declared.${name} or [ ];
          defs = cutoff (defined.${name} or [ ]);
          parts = builtins.partition (decl: lib.isOption decl.value) decls;
          isKnown = here != null && here.option != null;
        in
        if parts.right != [ ] || isKnown then
          leaf {
            inherit loc defs;
            known = if isKnown then here else null;
            decls = parts.right;
            off = disabled && name != "enable";
          }
        else
          let
            level = mergeLevel {
              prefix = loc;
              known = here;
              inherit decls defs;
              off = disabled;
            };
          in
          level // { isLeaf = false; };

      definedNames = cutoff (builtins.attrNames defined);
      used = builtins.filter (name: nodes ? ${name}) definedNames;
      stray = builtins.filter (name: !(nodes ? ${name})) definedNames;
      # Declarations are looked at too: a broken one is an error even when nobody uses it.
      mentioned = if declared == { } then used else builtins.attrNames (declared // lib.genAttrs used (_: null));
    in
    {
      config = builtins.mapAttrs (_: n: n.config) nodes;
      options = builtins.mapAttrs (_: n: n.options) nodes;
      unmatched =
        map (name: {
          loc = prefix ++ [ name ];
          defs = defined.${name};
        }) stray
        ++ builtins.concatMap (name: if nodes.${name}.isLeaf then [ ] else nodes.${name}.unmatched) mentioned;
      # The options that somebody defines.
      items = builtins.concatMap (name: if name == "_module" then [ ] else nodes.${name}.items) used;
    };

  # The value of a known option as others read it. NixOS itself sets more names in it than the
  # configuration: units, users, files in /etc.
  readable =
    loc: type: value:
    let
      element = type.nestedTypes.elemType or null;
      text = showOption loc;
      unset =
        name:
        if lib.facts.misread name (builtins.attrNames value) then
          null
        else if element == null || builtins.elem element.name [ "anything" "raw" "unspecified" ] then
          lib.facts.opaque "${text}-${name}"
        else if element.name == "submodule" then
          element.merge (loc ++ [ name ]) [ ]
        else if builtins.head loc == "ids" then
          # Numbers that differ, as those of users and groups must.
          1000 + (builtins.fromTOML "n = 0x${builtins.substring 0 6 (builtins.hashString "md5" name)}").n
        else
          lib.facts.assumed lib element "${text}.${name}";
      isOpen =
        builtins.elem type.name [ "attrs" "attrsOf" "lazyAttrsOf" ]
        || type.name == "submodule" && type.nestedTypes ? freeformType;
    in
    if isOpen && builtins.isAttrs value then lib.facts.open unset value else value;

  # An option, declared by a module, known from the facts, or both.
  leaf =
    {
      loc,
      decls,
      known,
      defs,
      off,
    }:
    let
      declared = map (
        decl:
        decl.value
        // {
          inherit (decl) file;
        }
      ) decls;
      facts = lib.optional (known != null) (known.declare lib loc);
      all = declared ++ facts;
      # What two modules may not both say.
      said = [ "apply" "default" "description" "example" ];
      twice = acc: next: throw "The option `${showOption loc}' in `${next.file}' is already declared in ${lib.showFiles [ acc.file ]}.";
      merge =
        acc: next:
        if known == null && builtins.any (name: acc ? ${name} && next ? ${name}) said then
          twice acc next
        else
          mergeTwo acc next;
      mergeTwo =
        acc: next:
        (if known == null then next // acc else acc // next)
        // lib.optionalAttrs (acc ? type && next ? type) {
          type =
            let
              both = acc.type.typeMerge next.type.functor;
            in
            if known != null then
              if both == null then acc.type else both
            else if both == null then
              twice acc next
            else
              both;
        }
        // lib.optionalAttrs (acc ? default) { inherit (acc) default; };
      base = builtins.foldl' merge (builtins.head all) (builtins.tail all);
      option =
        (
          if base ? options then
            base // { type = lib.types.submodule [ { inherit (base) options; } ]; }
          else
            base
        )
        // {
          declarations = map (d: d.file) all;
        };
      definitions = defs ++ (if known == null then [ ] else known.forwarded);
      evaluated = modules.evalOptionValue loc option definitions;
    in
    {
      isLeaf = true;
      config = option.read or (if known == null then evaluated.value else readable loc option.type evaluated.value);
      options = evaluated;
      unmatched = [ ];
      items = [
        {
          inherit loc defs;
          kind = option.kind or "option";
          target = option.target or null;
          declared = known == null;
          demanded = (known != null || option.kind or "option" != "option") && (!off || (known != null && known.option.forced));
          value = option.read or evaluated.value;
          inner =
            if option ? read || !(option.type.hasItems or false) then
              [ ]
            else
              option.type.items loc evaluated.definitionsWithLocations;
          type = option.type.name or "unspecified";
        }
      ];
    };
}
