builtins.listToAttrs (map (name: { name = throw name; value = 1; }) [ "a" ])
