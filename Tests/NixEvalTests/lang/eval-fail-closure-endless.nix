builtins.length (builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: throw "after ${toString x.key}"; })
