# Which attributes of sets that builtins make have a place.
builtins.map (set: builtins.unsafeGetAttrPos "a" set != null) [
  (builtins.mapAttrs (name: value: value) { a = 1; })
  (builtins.zipAttrsWith (name: values: values) [ { a = 1; } ])
  (builtins.groupBy (x: x) [ "a" ])
  (builtins.intersectAttrs { a = 1; } { a = 1; })
  (builtins.functionArgs ({ a }: a))
  (removeAttrs { a = 1; b = 2; } [ "b" ])
  (builtins.listToAttrs [
    {
      name = "a";
      value = 1;
    }
  ])
  ({ a = 1; } // { b = 1; })
]
