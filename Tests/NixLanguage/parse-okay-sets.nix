rec {
  a.b."c".${d} = 1;
  inherit e "f" or ${"g"};
  inherit (h.i) j k;
  inherit;
  inherit (l);
  or = { };
  ${m} = let { body = n; n = 2; };
  a.b = { inherit o; };
}
