# Types made of other types.
{ lib, types }:
let
  inherit (types) mkOptionType phrase;
  wrapping = name: type: inner: (types.defaultFunctor name) // {
    inherit type;
    wrapped = inner;
  };
  # One element or attribute: its definitions merged at its own place.
  at = loc: type: defs: lib.modules.mergeDefinitions loc type defs;

  attrsOfWith =
    lazy: name: description: elem:
    let
      perName =
        defs:
        builtins.zipAttrsWith (_: builtins.concatLists) (
          map (def: lib.facts.definitions def null def.value) defs
        );
    in
    mkOptionType {
      inherit name;
      description = "${description} of ${phrase [ "noun" "composite" ] elem}";
      descriptionClass = "composite";
      check = builtins.isAttrs;
      merge =
        loc: defs:
        let
          merged = builtins.mapAttrs (n: at (loc ++ [ n ]) elem) (perName defs);
        in
        if lazy then
          builtins.mapAttrs (
            _: m: if m.isDefined then m.value else elem.emptyValue.value or m.value
          ) merged
        else
          builtins.mapAttrs (_: m: m.value) (lib.filterAttrs (_: m: m.isDefined) merged);
      emptyValue.value = { };
      getSubOptions = prefix: elem.getSubOptions (prefix ++ [ "<name>" ]);
      getSubModules = elem.getSubModules;
      substSubModules = m: attrsOfWith lazy name description (elem.substSubModules m);
      functor = wrapping name (attrsOfWith lazy name description) elem;
      nestedTypes.elemType = elem;
      inherit (elem) hasItems;
      items =
        loc: defs:
        builtins.concatLists (
          lib.mapAttrsToList (n: ds: lib.modules.nestedItems (loc ++ [ n ]) elem ds) (perName defs)
        );
    };
  entries =
    loc: defs:
    builtins.concatLists (
      lib.imap1 (
        n: def:
        lib.imap1 (m: value: {
          loc = loc ++ [ "[definition ${toString n}-entry ${toString m}]" ];
          defs = [
            {
              inherit (def) file;
              inherit value;
              pos = def.pos or null;
            }
          ];
        }) def.value
      ) defs
    );
in
rec {
  attrsOf = attrsOfWith false "attrsOf" "attribute set";
  lazyAttrsOf = attrsOfWith true "lazyAttrsOf" "lazy attribute set";
  attrsWith =
    {
      elemType,
      lazy ? false,
      placeholder ? "name",
    }:
    (if lazy then lazyAttrsOf else attrsOf) elemType;
  loaOf = attrsOf;

  listOf =
    elem:
    mkOptionType {
      name = "listOf";
      description = "list of ${phrase [ "noun" "composite" ] elem}";
      descriptionClass = "composite";
      check = builtins.isList;
      merge =
        loc: defs:
        map (m: m.value) (
          builtins.filter (m: m.isDefined) (map (e: at e.loc elem e.defs) (entries loc defs))
        );
      emptyValue.value = [ ];
      getSubOptions = prefix: elem.getSubOptions (prefix ++ [ "*" ]);
      getSubModules = elem.getSubModules;
      substSubModules = m: listOf (elem.substSubModules m);
      functor = wrapping "listOf" listOf elem;
      nestedTypes.elemType = elem;
      hasItems = true;
      # Each element on its own; those that are submodules, by their options.
      items =
        loc: defs:
        builtins.concatMap (
          e:
          [
            {
              inherit (e) loc defs;
              kind = "element";
              demanded = true;
              type = elem.name;
              inner = [ ];
              value = (at e.loc elem e.defs).value;
            }
          ]
          ++ lib.optionals elem.hasItems (lib.modules.nestedItems e.loc elem e.defs)
        ) (entries loc defs);
    };
  nonEmptyListOf =
    elem:
    let
      list = types.addCheck (listOf elem) (l: l != [ ]);
    in
    list
    // {
      description = "non-empty ${list.description}";
      emptyValue = { };
    };
  attrListOf = elem: attrsOf elem;
  attrListWith = { elemType, ... }: attrsOf elemType;

  nullOr =
    elem:
    mkOptionType {
      name = "nullOr";
      description = "null or ${phrase [ "noun" "conjunction" ] elem}";
      descriptionClass = "conjunction";
      check = x: x == null || elem.check x;
      merge =
        loc: defs:
        let
          nulls = lib.count (def: def.value == null) defs;
        in
        if nulls == builtins.length defs then
          null
        else if nulls != 0 then
          throw "The option `${lib.showOption loc}' is defined both null and not null, in ${lib.showFiles (lib.getFiles defs)}."
        else
          elem.merge loc defs;
      emptyValue.value = null;
      getSubOptions = elem.getSubOptions;
      getSubModules = elem.getSubModules;
      substSubModules = m: nullOr (elem.substSubModules m);
      functor = wrapping "nullOr" nullOr elem;
      nestedTypes.elemType = elem;
      inherit (elem) hasItems;
      items = loc: defs: if builtins.any (def: def.value == null) defs then [ ] else elem.items loc defs;
    };

  functionTo =
    elem:
    mkOptionType {
      name = "functionTo";
      description = "function that evaluates to a(n) ${phrase [ "noun" "composite" ] elem}";
      descriptionClass = "composite";
      check = lib.isFunction;
      merge =
        loc: defs: args:
        (at (loc ++ [ "<function body>" ]) elem (
          map (def: def // { value = def.value args; }) defs
        )).value;
      functor = wrapping "functionTo" functionTo elem;
      nestedTypes.elemType = elem;
    };

  either =
    first: second:
    mkOptionType {
      name = "either";
      description = "${phrase [ "noun" "conjunction" ] first} or ${phrase [ "noun" "conjunction" "composite" ] second}";
      descriptionClass = "conjunction";
      check = x: first.check x || second.check x;
      merge =
        loc: defs:
        let
          values = lib.getValues defs;
        in
        if builtins.all first.check values then
          first.merge loc defs
        else if builtins.all second.check values then
          second.merge loc defs
        else
          lib.mergeOneOption loc defs;
      typeMerge =
        f:
        let
          a = first.typeMerge (builtins.elemAt (f.wrapped or [ first second ]) 0).functor;
          b = second.typeMerge (builtins.elemAt (f.wrapped or [ first second ]) 1).functor;
        in
        if f.name == "either" && a != null && b != null then either a b else null;
      functor = wrapping "either" null [ first second ];
      nestedTypes.left = first;
      nestedTypes.right = second;
      hasItems = first.hasItems || second.hasItems;
      items =
        loc: defs:
        let
          values = lib.getValues defs;
        in
        if builtins.all first.check values then
          first.items loc defs
        else if builtins.all second.check values then
          second.items loc defs
        else
          [ ];
    };
  oneOf = all: builtins.foldl' either (builtins.head all) (builtins.tail all);

  coercedTo =
    from: coerce: to:
    let
      convert = def: def // { value = lib.modules.mapDefinitionValue (v: if from.check v then coerce v else v) def.value; };
    in
    mkOptionType {
      name = "coercedTo";
      description = "${phrase [ "noun" ] to} or ${phrase [ "noun" ] from} convertible to it";
      descriptionClass = "nonRestrictiveClause";
      check = x: (from.check x && to.check (coerce x)) || to.check x;
      merge = loc: defs: to.merge loc (map convert defs);
      emptyValue = to.emptyValue;
      getSubOptions = to.getSubOptions;
      getSubModules = to.getSubModules;
      substSubModules = m: coercedTo from coerce (to.substSubModules m);
      typeMerge = t: null;
      functor = types.defaultFunctor "coercedTo";
      nestedTypes.coercedType = from;
      nestedTypes.finalType = to;
      inherit (to) hasItems;
      items = loc: defs: to.items loc (map convert defs);
    };

  enum =
    values:
    let
      show = v: if builtins.isString v then ''"${v}"'' else if builtins.isInt v then toString v else if builtins.isBool v then lib.boolToString v else "<${builtins.typeOf v}>";
      count = builtins.length values;
    in
    mkOptionType {
      name = "enum";
      description =
        if count == 0 then
          "impossible (empty enum)"
        else if count == 1 then
          "value ${show (builtins.head values)} (singular enum)"
        else
          "one of ${lib.concatMapStringsSep ", " show values}";
      descriptionClass = if count < 2 then "noun" else "conjunction";
      check = x: builtins.elem x values;
      merge = lib.mergeEqualOption;
      functor = (types.defaultFunctor "enum") // {
        payload = values;
        type = enum;
        binOp = a: b: lib.unique (a ++ b);
      };
    };

  uniq = unique { message = ""; };
  unique =
    { message }:
    inner:
    inner
    // {
      name = "unique";
      merge = lib.mergeUniqueOption {
        inherit message;
        inherit (inner) merge;
      };
      functor = wrapping "unique" (unique { inherit message; }) inner;
      nestedTypes.elemType = inner;
    };

  # A set with exactly one of the named attributes.
  attrTag =
    tags:
    mkOptionType {
      name = "attrTag";
      description = "attribute-tagged union";
      descriptionClass = "noun";
      check = x: builtins.isAttrs x && builtins.length (builtins.attrNames x) == 1 && tags ? ${builtins.head (builtins.attrNames x)};
      merge =
        loc: defs:
        let
          tag = builtins.head (builtins.attrNames (builtins.head defs).value);
        in
        {
          ${tag} =
            (at (loc ++ [ tag ]) (tags.${tag}.type or types.unspecified) (
              map (def: def // { value = def.value.${tag}; }) defs
            )).value;
        };
    };
}
