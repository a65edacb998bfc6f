builtins.warn (throw "message") 1
