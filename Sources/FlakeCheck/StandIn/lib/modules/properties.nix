# Properties: conditions, priorities and orders that travel with a definition until it is merged.
{ lib }:
rec {
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkAssert =
    assertion: message: content:
    mkIf (if assertion then true else throw "\nFailed assertion: ${message}") content;
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  mkOrder = priority: content: {
    _type = "order";
    inherit priority content;
  };
  mkDefinition = args: args // { _type = "definition"; };

  defaultOverridePriority = 100;
  defaultOrderPriority = 1000;
  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkImageMediaOverride = mkOverride 60;
  mkForce = mkOverride 50;
  mkVMOverride = mkOverride 10;
  mkBefore = mkOrder 500;
  mkAfter = mkOrder 1500;
  mkFixStrictness = lib.id;

  # The sets of definitions inside nested properties, each with the properties to give its parts, or null.
  # Nothing is forced but the shape: conditions stay unevaluated.
  pushed =
    value:
    let
      kind = value._type or "";
      below =
        wrap: inner:
        map (p: {
          inherit (p) set;
          wrap = if p.wrap == null then wrap else v: wrap (p.wrap v);
        }) (pushed inner);
    in
    if kind == "merge" then
      builtins.concatMap pushed value.contents
    else if kind == "if" then
      below (mkIf value.condition) value.content
    else if kind == "override" then
      below (mkOverride value.priority) value.content
    else
      [
        {
          set = value;
          wrap = null;
        }
      ];
  pushDownProperties = value: map (p: if p.wrap == null then p.set else builtins.mapAttrs (_: p.wrap) p.set) (pushed value);

  # Conditions decided and merges opened: the values that remain.
  dischargeProperties =
    value:
    let
      kind = value._type or "";
    in
    if kind == "merge" then
      builtins.concatMap dischargeProperties value.contents
    else if kind == "if" then
      if builtins.isBool value.condition then
        if value.condition then dischargeProperties value.content else [ ]
      else
        throw "‘mkIf’ called with a non-Boolean condition"
    else
      [ value ];

  # Only the definitions of the strongest priority, without it.
  filterOverrides = defs: (filterOverrides' defs).values;
  filterOverrides' =
    defs:
    let
      priority =
        def: if def.value._type or "" == "override" then def.value.priority else defaultOverridePriority;
      highestPrio = builtins.foldl' (prio: def: lib.min (priority def) prio) 9999 defs;
      strip =
        def: if def.value._type or "" == "override" then def // { value = def.value.content; } else def;
    in
    {
      values = map strip (builtins.filter (def: priority def == highestPrio) defs);
      inherit highestPrio;
    };

  # Definitions in the order that mkBefore and mkAfter ask for.
  sortProperties =
    defs:
    let
      strip =
        def:
        if def.value._type or "" == "order" then
          def
          // {
            value = def.value.content;
            inherit (def.value) priority;
          }
        else
          def;
    in
    if builtins.any (def: def.value._type or "" == "order") defs then
      builtins.sort (a: b: (a.priority or defaultOrderPriority) < (b.priority or defaultOrderPriority)) (map strip defs)
    else
      defs;

  # A function applied below the properties of a definition.
  mapDefinitionValue =
    f: value:
    let
      kind = value._type or "";
    in
    if kind == "if" || kind == "override" || kind == "order" then
      value // { content = mapDefinitionValue f value.content; }
    else if kind == "merge" then
      value // { contents = map (mapDefinitionValue f) value.contents; }
    else
      f value;
}
