builtins.mapAttrs (name: value: throw name) { a = 1; }
