builtins.pathExists (throw "path")
