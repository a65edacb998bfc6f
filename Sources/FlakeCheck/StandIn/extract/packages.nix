# The packages of a real nixpkgs as the facts describe them. Every part of a package is a value of its
# own, so that one that does not evaluate costs nothing but itself.
{ nixpkgs, system }:
let
  lib = import (nixpkgs + "/lib");
  instance =
    allowAliases:
    import nixpkgs {
      localSystem = {
        inherit system;
      };
      overlays = [ ];
      crossOverlays = [ ];
      # What a package is must not depend on what a user permits.
      config = {
        inherit allowAliases;
        allowBroken = true;
        allowUnfree = true;
        allowUnsupportedSystem = true;
        allowInsecurePredicate = _: true;
      };
    };
  pkgs = instance false;
  withAliases = instance true;

  kind =
    value:
    if lib.isDerivation value then
      "p"
    else if builtins.isAttrs value then
      "s"
    else if lib.isFunction value then
      "f"
    else
      "v";

  package =
    name: value:
    let
      flag = flag: value.meta.${flag} or false == true;
    in
    {
      kind = kind value;
      pname = if builtins.isAttrs value then lib.getName value else name;
      unfree = flag "unfree";
      broken = flag "broken";
      unsupported = flag "unsupported";
      insecure = flag "insecure";
      # What `override` takes besides other packages; null when it says nothing.
      arguments = if isOverridable value then own value.override.__functionArgs else null;
      attributes = builtins.attrNames value;
    };
  isOverridable = value: value.override.__functionArgs or { } != { };
  own = arguments: builtins.attrNames (builtins.removeAttrs arguments (builtins.attrNames pkgs));

  # Sets of packages whose members the facts list. Whole package sets inside of another are not: they
  # have the names that the outer one has.
  isScope =
    name: value:
    kind value == "s"
    && !(value ? stdenv && value ? callPackage && value ? fetchurl)
    && builtins.match "lib|tests|nixosTests|pkgs.*" name == null;
  # Functions with attributes are called, not searched.
  isInner =
    name: value:
    isScope name value && !(value ? __functor) && builtins.match "meta|passthru|__.*" name == null;
  scope = name: value: {
    names = builtins.attrNames value;
    # Its own aliases, but for those that stand for nothing any more.
    aliasNames =
      let
        whole = withAliases.${name};
      in
      builtins.filter (member: (builtins.tryEval (builtins.seq whole.${member} true)).success) (
        builtins.attrNames (builtins.removeAttrs whole (builtins.attrNames value))
      );
    inner = builtins.mapAttrs (name: member: if isInner name member then inner member else null) value;
  };
  # The names of a set in a set; no further level is listed.
  inner = value: {
    names = builtins.attrNames value;
    isOpen = builtins.any (
      name: (builtins.tryEval (isInner name value.${name})).value
    ) (builtins.attrNames value);
  };
in
{
  names = builtins.attrNames pkgs;
  aliasNames = builtins.attrNames (
    builtins.removeAttrs withAliases (builtins.attrNames pkgs)
  );
  packages = builtins.mapAttrs package pkgs;
  scopes = builtins.mapAttrs (
    name: value: if isScope name value then scope name value else null
  ) pkgs;
  aliases = withAliases;
}
