# The options of a real nixpkgs as the facts describe them. Every part of an option is a value of its
# own, so that one that does not evaluate costs nothing but itself.
{ nixpkgs, system }:
let
  lib = import (nixpkgs + "/lib");
  evaluated = import (nixpkgs + "/nixos/lib/eval-config.nix") {
    system = null;
    # The least that makes a whole system.
    modules = [
      {
        nixpkgs.hostPlatform = system;
        # Its options are evaluated where it is used only.
        boot.loader.grub.enable = false;
        fileSystems."/" = {
          device = "/dev/disk/by-label/nixos";
          fsType = "ext4";
        };
        system.stateVersion = lib.trivial.release;
      }
    ];
  };

  # A place in the tree of options: `children` by name, and `option` where one is.
  node =
    value:
    if lib.isOption value then
      { option = describe value; }
    else if builtins.isAttrs value then
      { children = level value; }
    else
      { };
  level =
    options:
    builtins.mapAttrs (_: node) (
      removeAttrs options [
        "_module"
        "_freeformOptions"
      ]
    );

  describe = option: {
    type = if option ? type then typeText 0 option.type else "unspecified";
    readOnly = option.readOnly or false;
    internal = option.internal or false;
    hasDefault = option ? default || option ? defaultText;
    default = defaultText option;
    target = renamedTo option;
    # What a removed option says when it is read.
    removal = if option ? apply && option.visible or true == false then option.apply null else null;
    children =
      if !(option ? type) || option.visible or true == "shallow" then
        { }
      else
        level (option.type.getSubOptions (option.loc or [ ]));
  };

  # Types in types are written down to this level.
  depthLimit = 8;
  typeText =
    depth: type:
    let
      nested = type.nestedTypes or { };
      inner = typeText (depth + 1);
      call = name: arguments: "${name}(${builtins.concatStringsSep "," arguments})";
      prefix = ''strMatching "'';
      length = builtins.stringLength type.name;
      hasPrefix = builtins.substring 0 (builtins.stringLength prefix) type.name == prefix;
    in
    if depth >= depthLimit then
      "any"
    else if hasPrefix then
      call "strMatching" [
        (builtins.toJSON (
          builtins.substring (builtins.stringLength prefix) (
            length - builtins.stringLength prefix - 1
          ) type.name
        ))
      ]
    else if type.name == "enum" then
      call "enum" (map constant (type.functor.payload.values or type.functor.payload))
    else if type.name == "separatedString" then
      separated.${type.functor.payload.sep or type.functor.payload} or type.name
    else if type.name == "intBetween" then
      call "intBetween" [ (builtins.toJSON type.description) ]
    else if type.name == "submodule" then
      if nested ? freeformType then call "submodule" [ (inner nested.freeformType) ] else "submodule"
    else if type.name == "either" then
      call "either" [
        (inner nested.left)
        (inner nested.right)
      ]
    else if type.name == "coercedTo" then
      call "coercedTo" [
        (inner nested.coercedType)
        (inner nested.finalType)
      ]
    else if nested ? elemType then
      call type.name [ (inner nested.elemType) ]
    else
      type.name;
  # What the library calls strings that are joined by something.
  separated = {
    "\n" = "lines";
    "," = "commas";
    ":" = "envVar";
  };
  constant =
    value:
    if
      builtins.isString value || builtins.isInt value || builtins.isBool value || builtins.isNull value
    then
      builtins.toJSON value
    else
      "any";

  # A default as JSON, or as `@` and the path of a package; null where it depends on more.
  defaultText =
    option:
    let
      text = option.defaultText.text or option.default.text or option.defaultText or null;
      package = if builtins.isString text then builtins.match "pkgs\\.([A-Za-z0-9_'.-]+)" text else null;
    in
    if package != null then
      "@${builtins.head package}"
    else if !(option ? defaultText) && option ? default && plain option.default then
      builtins.toJSON option.default
    else if !(option ? default) && option.type.emptyValue or { } ? value then
      builtins.toJSON option.type.emptyValue.value
    else
      null;
  # Whether a value is data: no path, which would be copied, no package and no function.
  plain =
    value:
    if builtins.isList value then
      builtins.all plain value
    else if builtins.isAttrs value then
      !(value ? outPath || value ? __toString || value ? type || value ? _type)
      && builtins.all plain (builtins.attrValues value)
    else if builtins.isString value then
      # Names in these brackets stand for what the user will write.
      !builtins.hasContext value
      && builtins.match ".*‹.*" value == null
      && value != "_mkMergedOptionModule"
    else
      !(builtins.isPath value || builtins.isFunction value);

  # The option that another one is an alias of; its description is the only place that says so.
  renamedTo =
    option:
    let
      description = option.description.text or option.description or "";
      match = builtins.match "Alias of ([{]option[}]`|<option>)([^`<]*)(`|</option>)[.]" description;
    in
    if builtins.isString description && match != null then builtins.elemAt match 1 else null;
in
{
  inherit (lib.trivial) release;
  lib = builtins.attrNames lib;
  inherit (evaluated) options;
  tree = level evaluated.options;
  toplevel = evaluated.config.system.build.toplevel.drvPath;
}
