let
  set = { b = 1; a = 2; "10" = 3; "9" = 4; B = 5; };
in
{
  names = builtins.attrNames set;
  values = builtins.attrValues set;
  removed = removeAttrs set [ "a" "none" "B" ];
  got = builtins.getAttr "a" set;
  has = [ (builtins.hasAttr "a" set) (builtins.hasAttr "z" set) ];
  intersection = builtins.intersectAttrs { a = null; z = null; b = null; } set;
  list = builtins.listToAttrs [
    { name = "x"; value = 1; }
    { name = "x"; value = throw "the first wins"; }
    { name = "y"; value = 2; }
  ];
  cat = builtins.catAttrs "a" [ { a = 1; } { b = 2; } { a = 3; } ];
  mapped = builtins.mapAttrs (name: value: name + toString value) { p = 1; q = 2; };
  zipped = builtins.zipAttrsWith (name: values: { inherit name values; }) [ { a = 1; b = 2; } { a = 3; } ];
  grouped = builtins.groupBy (n: if n < 3 then "small" else "large") [ 5 1 3 2 ];
}
