builtins.removeAttrs { } [ (throw "name") ]
