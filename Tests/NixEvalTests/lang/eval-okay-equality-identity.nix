# A function in a list or set equals itself where both sides hold the same cell: a variable puts its cell
# there, a selection or call makes a new one. So does NaN.
let
  identity = x: x;
  f = a: a;
  nan = 1.0e308 * 10 * 0;
  set = { inherit f nan; g = f; };
  list = [ (identity identity) ];
  filtered = builtins.filter (x: true) list;
  partial = builtins.add 1;
  inherit (builtins) head seq;
in
{
  variables = [ ([ f ] == [ f ]) ([ partial ] == [ partial ]) ([ nan ] == [ nan ]) (let g = f; in [ f ] == [ g ]) ];
  direct = [ (f == f) (nan == nan) (set.f == f) ];
  selections = [
    ([ set.f ] == [ set.f ])
    ({ inherit (set) f; } == { inherit (set) f; })
    ([ set.nan ] == [ nan ])
    ([ builtins.add ] == [ builtins.add ])
    (let g = set.f; in [ g ] == [ g ])
    (set == set)
    (set // { } == set)
  ];
  calls = [
    ([ (identity f) ] == [ f ])
    (map identity [ f ] == [ f ])
    (builtins.mapAttrs (_: v: v) set == set)
    ([ (head [ f ]) ] == [ f ])
    (builtins.elem f [ f ])
    (builtins.elem set.f [ set.f ])
  ];
  shared = [
    (list == filtered)
    (seq (head list) (list == filtered))
    (seq (head filtered) (list == filtered))
    (builtins.attrValues set == builtins.attrValues set)
    ((builtins.tryEval f) == { success = true; value = f; })
  ];
  arguments = [
    ((x: [ x ] == [ x ]) set.f)
    ((x: y: [ x ] == [ y ]) f f)
    ((x: y: [ x ] == [ y ]) set.f set.f)
    (({ x }@all: [ x ] == [ all.x ]) { x = f; })
    (({ x, y ? x }: [ x ] == [ y ]) { x = f; })
    (with set; [ f g ] == [ f g ])
  ];
}
