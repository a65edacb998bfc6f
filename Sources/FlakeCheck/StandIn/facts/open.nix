# The look-ups: primitives of the program over its packed tables.
let
  ask = builtins.nixwizFact;
  properties = import ../lib/modules/properties.nix { lib.id = x: x; };
in
{
  release = ask "about" "release";
  # Sets whose names are the facts.
  libNames = ask "lib" "";
  packageNames = ask "packages" "";
  aliasNames = ask "aliases" "";
  scopeNames = ask "scopes" "";
  commonAttributes = ask "attributes" "";
  # Every name in the configuration: what values that nobody knows must answer to. A function, as it
  # differs from one check to the next while these sets stay.
  mentioned = _: ask "mentioned" "";

  package = ask "package";
  alias = ask "alias";
  scope = ask "scope";
  children = ask "children";
  aliasesOf = ask "renames";
  option =
    name:
    let
      found = ask "option" name;
    in
    if found ? json then found // { default = builtins.fromJSON found.json; } else found;

  nearest = builtins.nixwizNearest;
  report = builtins.nixwizReport;
  inherit (properties) pushed;

  # A value whose readers are not evaluated again when it is made again and gives the same.
  cutoff = builtins.nixwizCutoff;
  # A call that is made once for the same function and the same argument.
  once = builtins.nixwizOnce;
  # A call that stays where its caller is evaluated again; who reads the argument is made again.
  repeat = builtins.nixwizRepeat;
  # A set that has more attributes than it lists: those that a function of their names gives.
  open = builtins.nixwizOpen;
  # `outer: wrap: set: { NAME = [ { file; pos; value; } ]; }`.
  definitions = builtins.nixwizDefinitions builtins.nixwizPlace;
}
