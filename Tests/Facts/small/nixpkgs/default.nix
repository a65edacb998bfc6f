{
  localSystem,
  overlays,
  crossOverlays,
  config,
}:
let
  lib = import ./lib;
  derivation =
    attributes: arguments:
    {
      type = "derivation";
      name = "${attributes.pname}-1.0";
      override.__functionArgs = arguments;
    }
    // attributes;
  # More packages than a unit of work has, which share an attribute.
  many = builtins.listToAttrs (
    builtins.genList (n: {
      name = "many${toString n}";
      value = derivation {
        pname = "many${toString n}";
        shared = true;
      } { };
    }) 250
  );
  # Aliases are added to the packages and take the place of none.
  aliases = if config.allowAliases then import ./pkgs/top-level/aliases.nix packages else { };
  # Sets have aliases of their own.
  aliasesOfTools =
    if config.allowAliases then
      {
        mallet = derivation { pname = "hammer"; } { };
        axe = throw "'axe' has been removed";
      }
    else
      { };
  packages =
    many
    // {
      inherit lib;
      hello = derivation {
        pname = "hello";
        own = 1;
      } {
        lib = false;
        withGui = true;
      };
      other = derivation { pname = "another"; } { };
      proprietary = derivation {
        pname = "proprietary";
        meta = {
          unfree = true;
          broken = true;
        };
      } { };
      tools = {
        hammer = derivation { pname = "hammer"; } { };
        deeper.saw = derivation { pname = "saw"; } { };
      }
      // aliasesOfTools;
      toolsAgain = {
        hammer = throw "this set has the names of the one before, which is looked into alone";
        deeper = null;
      }
      // aliasesOfTools;
      function = x: x;
      fails = throw "this does not evaluate";
      pkgsStatic = throw "sets of all packages are not gone into" { };
    };
in
aliases // packages
