# Attribute sets.
{ lib }:
let
  inherit (builtins)
    attrNames
    head
    tail
    isAttrs
    listToAttrs
    ;
in
rec {
  inherit (builtins)
    attrNames
    attrValues
    catAttrs
    getAttr
    hasAttr
    intersectAttrs
    isAttrs
    listToAttrs
    mapAttrs
    removeAttrs
    zipAttrsWith
    ;

  attrByPath =
    path: fallback: set:
    if path == [ ] then
      set
    else if isAttrs set && builtins.hasAttr (head path) set then
      attrByPath (tail path) fallback set.${head path}
    else
      fallback;
  hasAttrByPath =
    path: set:
    path == [ ]
    || (isAttrs set && builtins.hasAttr (head path) set && hasAttrByPath (tail path) set.${head path});
  longestValidPathPrefix =
    path: set:
    lib.findFirst (p: hasAttrByPath p set) [ ] (
      map (n: lib.take n path) (lib.reverseList (lib.range 0 (builtins.length path)))
    );
  setAttrByPath = path: value: lib.foldr (name: inner: { ${name} = inner; }) value path;
  getAttrFromPath =
    path: set:
    attrByPath path (throw "cannot find attribute '${builtins.concatStringsSep "." path}'") set;
  concatMapAttrs = f: set: builtins.foldl' (a: b: a // b) { } (mapAttrsToList f set);
  updateManyAttrsByPath =
    updates: set:
    builtins.foldl' (
      acc: u:
      let
        old = attrByPath u.path (throw "updateManyAttrsByPath: path '${showAttrPath u.path}' does not exist") acc;
      in
      if u.path == [ ] then u.update acc else recursiveUpdateUntil (path: _: _: path == u.path) acc (setAttrByPath u.path (u.update old))
    ) set updates;
  attrVals = names: set: map (name: set.${name}) names;
  getAttrs = names: set: genAttrs names (name: set.${name});
  filterAttrs =
    p: set: builtins.removeAttrs set (builtins.filter (name: !p name set.${name}) (attrNames set));
  filterAttrsRecursive =
    p: set:
    builtins.mapAttrs (_: v: if isAttrs v then filterAttrsRecursive p v else v) (filterAttrs p set);
  foldlAttrs =
    f: init: set:
    builtins.foldl' (acc: name: f acc name set.${name}) init (attrNames set);
  foldAttrs =
    op: nul: list:
    lib.foldr (set: acc: acc // builtins.mapAttrs (name: v: op v (acc.${name} or nul)) set) { } list;
  collect =
    p: set:
    if p set then
      [ set ]
    else if isAttrs set then
      builtins.concatMap (collect p) (builtins.attrValues set)
    else
      [ ];
  cartesianProduct =
    sets:
    builtins.foldl' (
      acc: name: builtins.concatMap (set: map (value: set // { ${name} = value; }) sets.${name}) acc
    ) [ { } ] (attrNames sets);
  cartesianProductOfSets = cartesianProduct;
  mapCartesianProduct = f: sets: map f (cartesianProduct sets);
  nameValuePair = name: value: { inherit name value; };
  mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  attrsToList = mapAttrsToList nameValuePair;
  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);
  mapAttrsRecursiveCond =
    condition: f: set:
    let
      go =
        path:
        builtins.mapAttrs (
          name: v: if isAttrs v && condition v then go (path ++ [ name ]) v else f (path ++ [ name ]) v
        );
    in
    go [ ] set;
  mapAttrsToListRecursive = mapAttrsToListRecursiveCond (_: _: true);
  mapAttrsToListRecursiveCond =
    condition: f: set:
    let
      go =
        path: v:
        if isAttrs v && condition path v then
          builtins.concatMap (name: go (path ++ [ name ]) v.${name}) (attrNames v)
        else
          [ (f path v) ];
    in
    go [ ] set;
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  genAttrs' = list: f: listToAttrs (map f list);
  isDerivation = v: v.type or null == "derivation";
  toDerivation = path: {
    type = "derivation";
    name = builtins.baseNameOf (toString path);
    outPath = toString path;
    outputs = [ "out" ];
    outputName = "out";
    drvPath = toString path;
  };
  optionalAttrs = condition: set: if condition then set else { };
  zipAttrsWithNames =
    names: f: sets:
    genAttrs names (name: f name (builtins.catAttrs name sets));
  zipAttrs = builtins.zipAttrsWith (_: values: values);
  mergeAttrsList = builtins.foldl' (a: b: a // b) { };
  recursiveUpdateUntil =
    p: lhs: rhs:
    let
      go =
        path:
        builtins.zipAttrsWith (
          name: values:
          let
            here = path ++ [ name ];
          in
          if builtins.length values == 1 || p here (builtins.elemAt values 1) (head values) then
            head values
          else
            go here values
        );
    in
    go [ ] [
      rhs
      lhs
    ];
  recursiveUpdate = recursiveUpdateUntil (path: lhs: rhs: !(isAttrs lhs && isAttrs rhs));
  matchAttrs =
    pattern: set:
    builtins.all (
      name:
      set ? ${name}
      && (if isAttrs pattern.${name} then isAttrs set.${name} && matchAttrs pattern.${name} set.${name} else pattern.${name} == set.${name})
    ) (attrNames pattern);
  overrideExisting = old: new: builtins.mapAttrs (name: v: new.${name} or v) old;
  unionOfDisjoint =
    a: b:
    let
      both = attrNames (builtins.intersectAttrs a b);
    in
    a // b // genAttrs both (name: throw "unionOfDisjoint: collision on ${name}");
  showAttrPath =
    path:
    if path == [ ] then
      "<root attribute path>"
    else
      builtins.concatStringsSep "." (map lib.strings.escapeNixIdentifier path);

  getOutput = output: pkg: if !(pkg ? outputSpecified && pkg.outputSpecified) then pkg.${output} or pkg.out or pkg else pkg;
  getFirstOutput =
    candidates: pkg:
    let
      found = builtins.filter (name: pkg ? ${name}) candidates;
    in
    if pkg.outputSpecified or false || found == [ ] then pkg else pkg.${head found};
  getBin = getOutput "bin";
  getLib = getFirstOutput [
    "lib"
    "out"
  ];
  getStatic = getFirstOutput [
    "static"
    "lib"
    "out"
  ];
  getDev = getFirstOutput [
    "dev"
    "out"
  ];
  getInclude = getFirstOutput [
    "include"
    "dev"
    "out"
  ];
  getMan = getFirstOutput [
    "man"
    "out"
  ];
  chooseDevOutputs = map getDev;
  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
}
