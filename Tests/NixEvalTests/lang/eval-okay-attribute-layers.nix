# `//` in layers and without, sets that share their keys, and positions that follow the attribute.
let
  big = { a = 1; b = 2; c = 3; d = 4; e = 5; f = 6; g = 7; h = 8; i = 9; j = 10; };
  make = n: { a = n; z = n; };
  once = big // make 0;
  twice = once // make 1 // { b = 20; };
  flat = twice // { c = 1; d = 1; e = 1; f = 1; g = 1; h = 1; };
  line = set: name: (builtins.unsafeGetAttrPos name set).line or null;
in
{
  counts = map (s: builtins.length (builtins.attrNames s)) [ big once twice flat ];
  values = [ once.a once.z twice.a twice.b flat.z flat.j ];
  names = builtins.attrNames flat;
  mapped = builtins.mapAttrs (name: value: "${name}${toString value}") twice;
  equal = [ (once == big // { z = 0; a = 0; }) (once == twice) (make 1 == make 1) ];
  missing = [ (once ? y) (once ? z) (twice ? a) (builtins.removeAttrs twice [ "a" "z" ] ? z) ];
  lines = [ (line once "a") (line once "b") (line twice "b") (line (make 3) "z") ];
  common = builtins.intersectAttrs { a = 0; z = 0; q = 0; } twice;
  empty = { } // make 5 // { };
}
