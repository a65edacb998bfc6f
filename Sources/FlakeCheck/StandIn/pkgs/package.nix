# Packages as the facts describe them: names, licence, arguments and attributes, nothing to build.
{
  lib,
  facts,
  check,
  platform,
  isTopLevel,
}:
let
  hash = "00000000000000000000000000000000";
  ends = suffix: name: lib.hasSuffix suffix name;
  # The likely shape of an attribute nobody knows, from its name: lists and shell text are what
  # `overrideAttrs` adds to.
  assumedAttribute =
    package: name:
    if
      ends "Inputs" name
      || ends "Flags" name
      || ends "FlagsArray" name
      || ends "Targets" name
      || builtins.elem name [
        "patches"
        "hardeningDisable"
        "args"
        "disallowedReferences"
        "runtimeDependencies"
        "desktopItems"
        "srcs"
        "buildFeatures"
        "subPackages"
        "tags"
        "ldflags"
        "dependencies"
        "build-system"
        "nativeCheckInputs"
      ]
    then
      [ ]
    else if ends "Phase" name || lib.hasPrefix "pre" name || lib.hasPrefix "post" name || lib.hasPrefix "NIX_" name then
      ""
    else if builtins.elem name [ "env" "passthru" "meta" "tests" ] then
      { }
    else if name == "src" then
      source
    else if lib.hasPrefix "do" name || lib.hasPrefix "enable" name || lib.hasPrefix "dont" name || lib.hasPrefix "is" name then
      false
    else if ends "AtLeast" name || ends "Older" name then
      _: true
    else
      facts.opaque "${package}-${name}";
  common = builtins.listToAttrs (
    map (name: {
      inherit name;
      value = assumedAttribute "package" name;
    }) facts.commonAttributes
  );
  source = lib.makeOverridable (args: facts.opaque "source" // args) {
    rev = "";
    tag = "";
    hash = "";
    url = "";
    owner = "";
    repo = "";
  };

  outputs = [ "out" "bin" "dev" "lib" "man" "doc" "info" "static" "debug" ];

  # A package from what it says of itself. `attrs` are what `overrideAttrs` sees and changes.
  make =
    {
      pname,
      attrs ? { },
      meta ? { },
      attributes ? [ ],
      # What `override` takes besides names of packages; null when anything goes.
      arguments ? null,
      # The description after `override`, from its arguments and the description before.
      rebuild ? _: description: description,
      version ? "0",
      # Evaluated when the package is used.
      demand ? null,
    }@description:
    let
      name = attrs.name or "${attrs.pname or pname}-${attrs.version or version}";
      own = builtins.listToAttrs (
        map (name: {
          inherit name;
          value = assumedAttribute pname name;
        }) attributes
      );
      self =
        common
        // own
        // {
          type = "derivation";
          inherit name pname version;
          outputs = [ "out" ];
          outputName = "out";
          system = platform.system;
          stdenv.hostPlatform = platform;
          src = source;
          patches = [ ];
          buildInputs = [ ];
          nativeBuildInputs = [ ];
          passthru = { };
          all = [ self ];
          overrideDerivation = f: make (description // { attrs = attrs // f self; });
          overrideAttrs = overrideAttrs description self;
        }
        // attrs
        // attrs.passthru or { }
        // {
          meta = {
            inherit name;
            available = true;
            position = "";
            description = "";
            homepage = "";
            license = lib.licenses.free;
            platforms = lib.platforms.all;
            maintainers = [ ];
            outputsToInstall = [ "out" ];
          }
          // meta
          // attrs.meta or { };
          outPath = demanded "/nix/store/${hash}-${safe name}";
          drvPath = demanded "/nix/store/${hash}-${safe name}.drv";
        }
        // builtins.listToAttrs (
          map (output: {
            name = output;
            value = self // {
              outputSpecified = true;
              outputName = output;
              outPath = demanded "/nix/store/${hash}-${safe name}${lib.optionalString (output != "out") "-${output}"}";
            };
          }) outputs
        )
        // {
          override = overrider {
            name = pname;
            inherit arguments;
            apply = given: make (rebuild given description);
          };
        };
      demanded = value: builtins.seq (if demand == null then null else demand) (check self value);
    in
    self;

  safe = builtins.replaceStrings [ " " "\"" "'" ":" ] [ "-" "" "" "-" ];

  overrideAttrs =
    description: self: change:
    let
      old = self;
      again =
        new:
        make (
          description
          // {
            attrs = description.attrs or { } // new;
          }
        );
      final = again new;
      new =
        if lib.isFunction change then
          let
            first = change final;
            direct = change old;
          in
          # One argument: the previous attributes. Two: the final ones, then the previous ones.
          if lib.isFunction direct then first old else direct
        else
          change;
      stale = new ? version && !(new ? src) && !(new ? srcs) && self ? src;
    in
    if stale then
      facts.report {
        severity = "warning";
        code = "version-without-source";
        message = "`${description.pname}` gets a new `version` with overrideAttrs, but the old `src`: the old source would be built under the new name";
        fix = "override `src` too, with the hash of the new version";
        place = builtins.unsafeGetAttrPos "version" new;
      } final
    else
      final;

  # `.override` of a package whose arguments the facts list. Names of packages are accepted
  # everywhere: the facts list only the others.
  overrider =
    {
      name,
      arguments,
      apply,
      # Whether `arguments` are all there are, packages included.
      closed ? false,
    }:
    let
      known = if arguments == null then [ ] else arguments;
    in
    {
      __functionArgs = lib.genAttrs known (_: true);
      __functor =
        _: change:
        let
          old = lib.genAttrs known (a: facts.opaque a);
          given = if lib.isFunction change then change old else change;
          unknown = builtins.filter (a: arguments != null && !(builtins.elem a known) && (closed || !(isTopLevel a))) (builtins.attrNames given);
          wrong = builtins.head unknown;
        in
        if !builtins.isAttrs given then
          throw "the arguments of `${name}.override` must be a set, not ${builtins.typeOf given}"
        else if unknown != [ ] then
          throw "function 'anonymous lambda' called with unexpected argument '${wrong}', overriding `${name}`"
        else
          apply given;
    };

  # A package of the facts.
  fromFacts =
    name: record:
    # What did not evaluate when the facts were made may be a set of packages: they are data of a tree that
    # was cut down.
    lib.optionalAttrs (facts.has "o" record.flags && record.attributes == [ ]) {
      __unlisted = facts.unlisted name (facts.packageFunctions ++ facts.commonAttributes);
    }
    // make {
      inherit (record) pname attributes;
      arguments = if facts.has "o" record.flags then null else record.arguments;
      # A package around another one, whose name it has, is as free as that one.
      rebuild =
        given: description:
        let
          inside = given.${record.pname} or null;
        in
        if record.pname != name && lib.isDerivation inside then
          description
          // {
            inherit (inside) pname;
            meta = description.meta // { unfree = inside.meta.unfree or false; };
          }
        else
          description;
      meta = {
        unfree = facts.has "u" record.flags;
        broken = facts.has "b" record.flags;
        unsupported = facts.has "p" record.flags;
        insecure = facts.has "i" record.flags;
        mainProgram = record.pname;
      }
      // lib.optionalAttrs (facts.has "u" record.flags) { license = lib.licenses.unfree; };
    };
in
{
  inherit make overrider fromFacts source;
}
