# Functions that can be called again with other arguments: the ground of `.override`.
{ lib }:
rec {
  # `f args`, with `override` to call `f` again with some arguments replaced.
  makeOverridable =
    f:
    lib.mirrorFunctionArgs f (
      args:
      let
        result = f args;
        again = new: makeOverridable f (args // (if lib.isFunction new then new args else new));
        override = lib.mirrorFunctionArgs f again;
      in
      if builtins.isAttrs result then
        result
        // {
          inherit override;
          overrideDerivation = g: makeOverridable (a: overrideDerivation (f a) g) args;
        }
        // lib.optionalAttrs (result ? overrideAttrs) {
          overrideAttrs = g: makeOverridable (lib.mirrorFunctionArgs f (a: (f a).overrideAttrs g)) args;
        }
      else if lib.isFunction result then
        lib.setFunctionArgs result (lib.functionArgs result) // { inherit override; }
      else
        result
    );

  overrideDerivation =
    drv: f: if drv ? overrideAttrs then drv.overrideAttrs (old: f old) else drv // f drv;

  # Whether a file belongs to a flake that is not at hand.
  isUnknownFile =
    file:
    !lib.isFunction file
    && builtins.match "/nix/store/0{32}-.*" (toString file) != null
    && !builtins.pathExists file;

  # What such a file gives: a package, or a scope with every member that is asked for.
  unknownPackage =
    file:
    let
      name = lib.removeSuffix ".nix" (builtins.baseNameOf (toString file));
      members = builtins.mapAttrs (member: _: lib.facts.opaque member) (
        removeAttrs (lib.facts.mentioned null) [ "recurseForDerivations" ]
      );
      self = members // lib.facts.opaque name // {
        override = _: self;
        overrideAttrs = _: self;
        overrideScope = _: self;
      };
    in
    self;

  # A package function, or the file of one, called with what it asks for from `auto`.
  callPackageWith =
    auto: fn: args:
    if isUnknownFile fn then unknownPackage fn else callKnownPackageWith auto fn args;

  callKnownPackageWith =
    auto: fn: args:
    let
      f = if lib.isFunction fn then fn else import fn;
      wanted = lib.functionArgs f;
      given = builtins.intersectAttrs wanted auto // args;
      missing = builtins.filter (name: !(given ? ${name}) && !wanted.${name}) (builtins.attrNames wanted);
      name = builtins.head missing;
      close = lib.facts.nearest name (builtins.attrNames auto);
      position = builtins.unsafeGetAttrPos name wanted;
      place = if position == null then "<unknown location>" else "${position.file}:${toString position.line}";
    in
    if missing != [ ] then
      abort "lib.customisation.callPackageWith: Function called without required argument \"${name}\" at ${place}${lib.optionalString (close != null) ", did you mean \"${close}\"?"}"
    else
      makeOverridable f given;

  callPackagesWith =
    auto: fn: args:
    let
      f = if lib.isFunction fn then fn else import fn;
      set = makeOverridable f (builtins.intersectAttrs (lib.functionArgs f) auto // args);
    in
    if lib.isDerivation set then set else removeAttrs set [ "override" "overrideDerivation" ];

  extendDerivation =
    condition: passthru: drv:
    drv
    // passthru
    // {
      drvPath = assert condition; drv.drvPath;
      outPath = assert condition; drv.outPath;
    };
  extendMkDerivation =
    {
      constructDrv,
      excludeDrvArgNames ? [ ],
      excludeFunctionArgNames ? [ ],
      extendDrvArgs,
      inheritFunctionArgs ? true,
      transformDrv ? lib.id,
    }:
    fpargs:
    let
      args = if lib.isFunction fpargs then lib.fix fpargs else fpargs;
    in
    transformDrv (constructDrv (removeAttrs (args // extendDrvArgs args args) excludeDrvArgNames));
  hydraJob = drv: drv;
  mapCrossIndex = f: builtins.mapAttrs (_: f);

  # A set of packages that are called with each other.
  makeScope =
    newScope: f:
    let
      self = f self // {
        newScope = scope: newScope (self // scope);
        callPackage = self.newScope { };
        overrideScope = g: makeScope newScope (lib.extends g f);
        packages = f;
      };
    in
    self;
  makeScopeWithSplicing' =
    {
      splicePackages,
      newScope,
    }:
    {
      f,
      otherSplices ? { },
      keep ? _: { },
      extra ? _: { },
    }:
    makeScope newScope (self: f self // keep self // extra self);
  makeScopeWithSplicing =
    splice: newScope: other: keep: extra: f:
    makeScope newScope f;
}
