let
  base = rec { x = y; y = 1; z = y + 1; __overrides = { y = 10; extra = true; }; };
in
[ base.x base.y base.z base.extra ]
