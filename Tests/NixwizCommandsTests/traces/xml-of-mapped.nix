builtins.toXML { a = map (x: throw "j") [ 1 ]; }
