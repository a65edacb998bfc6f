# The library: what configurations call of nixpkgs' `lib`, written for checking them.
#
# Each file is a function of the finished library. A name that real nixpkgs has and this library
# lacks says so when it is used, which the checker reports as a note and never as an error.
{
  facts ? import ../facts { source = import ../facts/open.nix; },
}:
let
  unmodelled = what: throw "nixwiz does not model ${what}";

  sections =
    lib:
    builtins.mapAttrs (_: file: import file { inherit lib; }) {
      fixedPoints = ./fixed-points.nix;
      trivial = ./trivial.nix;
      lists = ./lists.nix;
      attrsets = ./attrsets.nix;
      strings = ./strings.nix;
      stringsWithDeps = ./strings-with-deps.nix;
      versions = ./versions.nix;
      filesystem = ./filesystem.nix;
      sources = ./sources.nix;
      fileset = ./fileset.nix;
      path = ./path.nix;
      debug = ./debug.nix;
      derivations = ./derivations.nix;
      asserts = ./asserts.nix;
      customisation = ./customisation.nix;
      meta = ./meta.nix;
      generators = ./generators.nix;
      gvariant = ./gvariant.nix;
      cli = ./cli.nix;
      kernel = ./kernel.nix;
      options = ./options.nix;
      types = ./types;
      modules = ./modules;
      systems = ./systems.nix;
      licenses = ./licenses.nix;
    };

  whole =
    lib:
    let
      parts = sections lib;
    in
    builtins.mapAttrs (name: _: unmodelled "lib.${name}") facts.libNames
    // builtins
    // parts.trivial
    // parts.lists
    // parts.attrsets
    // removeAttrs parts.strings [ "replicate" ]
    // parts.stringsWithDeps
    // parts.filesystem
    // parts.sources
    // parts.debug
    // parts.asserts
    // parts.derivations
    // parts.customisation
    // parts.meta
    // parts.fixedPoints
    // parts.options
    # `lib.importJSON` reads a file; the module of that name is in `lib.modules` alone.
    // removeAttrs parts.modules [ "importJSON" "importTOML" ]
    // { inherit (parts.types) isType setType mkOptionType isOptionType; }
    // parts
    // {
      inherit facts unmodelled;
      inherit (parts.generators) mkLuaInline;
      platforms = parts.systems.doubles;
      inherit (parts.meta) licensesSpdx sourceTypes;
      # People are of no interest here, but naming them must not fail.
      maintainers = facts.open (_: { }) { };
      teams = facts.open (_: { }) { };
      debug = parts.debug;
    };
in
(import ./fixed-points.nix { lib = { }; }).makeExtensible whole
