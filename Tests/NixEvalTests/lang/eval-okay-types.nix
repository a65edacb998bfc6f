map (v: [ (builtins.typeOf v) (builtins.isAttrs v) (builtins.isList v) (builtins.isString v) (builtins.isInt v) (builtins.isFloat v) (builtins.isBool v) (builtins.isPath v) (isNull v) ]) [
  1 1.5 true null "s" /p [ ] { } (x: x) builtins.map
]
