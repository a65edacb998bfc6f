# What the checker asks of a configuration: a list of values, each to be evaluated on its own.
{
  lib,
  evaluation,
  place,
  argumentsPlace,
  pkgsPlace,
}:
let
  # `config` without the refusal of unknown options, which are items of their own.
  config = evaluation.unchecked;

  # A value evaluated as far as building the system would: packages to their derivation, sets and
  # lists to a depth that no settings exceed, package sets and flakes not at all.
  force =
    let
      go =
        depth: v:
        if builtins.isAttrs v then
          if lib.isDerivation v then
            builtins.seq v.drvPath null
          else if depth == 0 || v ? _type || v ? __functor then
            null
          else if v ? outPath then
            builtins.seq v.outPath null
          else
            builtins.foldl' (acc: name: builtins.seq (go (depth - 1) v.${name}) acc) null (builtins.attrNames v)
        else if builtins.isList v then
          if depth == 0 then null else builtins.foldl' (acc: x: builtins.seq (go (depth - 1) x) acc) null v
        else
          builtins.seq v null;
    in
    go 8;
  # Values of these types may be anything, also what no part of the system ever looks at.
  shallow = [ "raw" "unspecified" "optionType" "deferredModule" "functionTo" "pkgs" "nixpkgs-config" "nixpkgs-overlay" ];

  # An option as the checker judges it. `inner` are the options of the submodules in its value.
  entry = item: {
    inherit (item) kind loc;
    name = lib.showOption item.loc;
    demanded = (item.demanded || known item.loc) && !unused item.loc;
    target = item.target or null;
    places = map (def: def.pos) item.defs;
    files = map (def: def.file) item.defs;
    inner = if item ? inner then map entry (map (within item) item.inner) else [ ];
    value =
      if item.kind == "unknown" then
        null
      else if item.kind == "free" then
        force item.value
      else if
        builtins.elem item.type shallow
        || builtins.elem (builtins.head item.loc) [
          "assertions"
          "warnings"
          "nixwiz"
        ]
      then
        builtins.seq item.value null
      else if item.kind == "option" && item.inner != [ ] then
        # Its options are judged one by one, and only those that somebody defines.
        if builtins.isAttrs item.value then null else builtins.seq item.value null
      else
        force item.value;
    # A file that the system copies and that is not there. The initial RAM disk takes its secrets from the
    # running system.
    missing =
      if
        item.type or null == "path"
        && builtins.isPath item.value
        && lib.take 3 item.loc != [ "boot" "initrd" "secrets" ]
        && !builtins.pathExists item.value
      then
        toString item.value
      else
        null;
  };
  within = outer: inner: inner // { demanded = inner.demanded && outer.demanded; };

  # Options of the flakes in ../inputs, whose modules read all that is set.
  known =
    loc:
    builtins.elem (builtins.head loc) [ "age" "disko" "home-manager" "sops" ]
    || lib.lists.hasPrefix [ "boot" "lanzaboote" ] loc;

  # Options that only another service reads.
  unused =
    loc:
    let
      at = n: if builtins.length loc > n then builtins.elemAt loc n else null;
    in
    at 0 == "users" && at 1 == "users" && at 3 == "openssh" && !config.services.openssh.enable
    || at 0 == "hardware" && at 1 == "nvidia" && !builtins.elem "nvidia" config.services.xserver.videoDrivers && !config.hardware.nvidia.datacenter.enable;

  entries = map (lib.facts.once entry) evaluation.items;

  # A path as text, of which the texts of paths below it begin with.
  key = lib.concatMapStrings (name: "${name}\n");
  keyed = item: item // { key = key item.loc; };
  items = map (lib.facts.once keyed) evaluation.items;
  itemsByName = builtins.groupBy (item: builtins.head item.loc) items;
  itemsBelow = lib.genAttrs (lib.facts.cutoff (builtins.attrNames itemsByName)) (
    name: lib.facts.cutoff itemsByName.${name}
  );

  # Where the definitions below a path stand, or that of the path inside a larger one.
  placesAt =
    path:
    let
      wanted = key path;
    in
    builtins.filter (p: p != null) (
      builtins.concatMap (
        item:
        if lib.hasPrefix wanted item.key then
          map (def: def.pos) item.defs
        else if lib.hasPrefix item.key wanted then
          map (def: def.pos) (
            lib.facts.definitionsAt (lib.drop (builtins.length item.loc) path) (lib.facts.definitionsByName item.defs)
          )
        else
          [ ]
      ) (if path == [ ] then items else itemsBelow.${builtins.head path} or [ ])
    );
  placesOf =
    about:
    if about.place or null != null then
      [ about.place ]
    else if !(about ? about || about ? near) then
      ownPlaces about
    else
      let
        exact = placesAt (about.about or [ ]);
      in
      if about ? about && exact != [ ] then exact else if about ? near then placesAt about.near else [ ];

  # Where the user's own module says it.
  ownPlaces =
    record:
    let
      says = def: builtins.any (d: builtins.isList d.value && builtins.elem record.message d.value) (lib.modules.resolve [ def ]);
      warning = builtins.concatMap (
        item: if item.loc == [ "warnings" ] then map (def: def.pos) (builtins.filter says item.defs) else [ ]
      ) (itemsBelow.warnings or [ ]);
      written = if record ? assertion then [ (builtins.unsafeGetAttrPos "assertion" record) ] else warning;
    in
    builtins.filter (p: p != null) written;

  remark =
    given:
    let
      record = if builtins.isAttrs given then given else { message = given; };
    in
    {
      inherit (record) message;
      code = record.code or null;
      fix = record.fix or null;
      severity = record.severity or null;
      places = placesOf record;
    };
  assertion = a: remark a // { holds = a.assertion; };
  demand = d: {
    name = lib.showOption d.about;
    code = d.code or null;
    fix = d.fix or null;
    places = placesOf d;
    value = force d.value;
  };
  platform = evaluation._module.args.pkgs.stdenv.hostPlatform.system;
  # nixpkgs.config is merged by `//`: of two functions one is lost without a word.
  predicates = placesAt [
    "nixpkgs"
    "config"
    "allowUnfreePredicate"
  ];
in
rec {
  inherit
    place
    argumentsPlace
    pkgsPlace
    entries
    ;
  # Each with the condition that must hold.
  assertions = map (lib.facts.once assertion) config.assertions;
  warnings = map (lib.facts.once remark) config.warnings ++ lib.optional (builtins.length predicates > 1) {
    message = "nixpkgs.config.allowUnfreePredicate is defined ${toString (builtins.length predicates)} times, and only one of them counts";
    code = "unfree-predicate-twice";
    fix = "write one predicate for all packages, or name them in nixpkgs.config.allowUnfreePackages, whose definitions are joined";
    severity = null;
    places = predicates;
  };
  # Values that building the system evaluates besides the options.
  demands = [
    {
      name = "nixpkgs.hostPlatform";
      code = null;
      fix = null;
      places = placesOf {
        about = [ "nixpkgs" ];
        near = [ "fileSystems" ];
      };
      value = builtins.seq platform null;
    }
  ]
  ++ map (lib.facts.once demand) config.nixwiz.demands;

  # The system as evaluation sees it: everything above, and the first refusal ends it.
  toplevel =
    let
      below = depth: entry: [ entry ] ++ (if depth == 0 then [ ] else builtins.concatMap (below (depth - 1)) entry.inner);
      all = builtins.concatMap (below 3) entries;
      unknown = builtins.filter (e: e.kind == "unknown") all;
      first = builtins.head unknown;
      failed = builtins.filter (a: a.severity != "warning" && !a.holds) assertions;
      evaluated = builtins.foldl' (acc: e: if e.demanded then builtins.seq e.value acc else acc) null all;
      demanded = builtins.foldl' (acc: d: builtins.seq d.value acc) null demands;
      path = "/nix/store/00000000000000000000000000000000-nixos-system-${config.networking.hostName}-${lib.version}";
    in
    {
      type = "derivation";
      name = builtins.baseNameOf path;
      inherit (config.nixpkgs.hostPlatform) system;
      outputs = [ "out" ];
      outputName = "out";
      outPath = path;
      drvPath =
        if unknown != [ ] then
          throw "The option `${first.name}' does not exist. Definition values:${lib.concatMapStrings (f: "\n- In `${f}'") first.files}"
        else
          builtins.seq evaluated (
            builtins.seq demanded (
              if failed != [ ] then
                throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (a: "- ${a.message}") failed}"
              else
                lib.showWarnings (map (w: w.message) warnings) "${path}.drv"
            )
          );
    };
}
