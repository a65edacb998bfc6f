# A flake that is not at hand. It has every output that the configuration mentions, and what is made
# of them is accepted: modules declare whatever is set, overlays define whatever is used.
{ facts, name }:
let
  # Names that mean something to whoever looks at a set.
  reserved = [
    "_type"
    "type"
    "_module"
    "config"
    "options"
    "imports"
    "outPath"
    "drvPath"
    "__functor"
    "__toString"
    "recurseForDerivations"
  ];
  mentioned = removeAttrs (facts.mentioned null) reserved;
  open = path: builtins.mapAttrs (member: _: value "${path}.${member}") mentioned;
  # A value nobody knows, whose members nobody knows either.
  value = path: facts.opaque (builtins.baseNameOf path) // open path // { __functor = _: _: value "${path}-result"; };
  note =
    what: message: result:
    facts.report {
      severity = "note";
      code = what;
      inherit message;
      fix = null;
      place = null;
    } result;
  module =
    path:
    note "unknown-module" "the module ${path} is not at hand: options it may declare are accepted" {
      _file = path;
      key = path;
      config.nixwiz.unknownModules = [ path ];
    };
  overlay =
    path: final: prev:
    note "unknown-overlay" "the overlay ${path} is not at hand: packages it may define are accepted" (
      builtins.mapAttrs (package: _: facts.opaque package) (
        removeAttrs mentioned (builtins.attrNames prev)
      )
    );
  each = make: path: builtins.mapAttrs (member: _: make "${path}.${member}") (mentioned // { default = null; });
  packages = path: each (system: each (member: facts.opaque (builtins.baseNameOf member)) system) path;
in
open name
// {
  _type = "flake";
  outPath = "/nix/store/00000000000000000000000000000000-${builtins.replaceStrings [ "/" ] [ "-" ] name}";
  sourceInfo = { };
  inputs = open "${name}.inputs";
  lib = open "${name}.lib";
  nixosModules = each module "${name}.nixosModules";
  nixosModule = module "${name}.nixosModule";
  modules = each (each module) "${name}.modules";
  homeManagerModules = each module "${name}.homeManagerModules";
  homeModules = each module "${name}.homeModules";
  darwinModules = each module "${name}.darwinModules";
  overlays = each overlay "${name}.overlays";
  overlay = overlay "${name}.overlay";
  packages = packages "${name}.packages";
  legacyPackages = packages "${name}.legacyPackages";
  defaultPackage = each facts.opaque "${name}.defaultPackage";
  devShells = packages "${name}.devShells";
  apps = packages "${name}.apps";
  formatter = each facts.opaque "${name}.formatter";
}
