{ a = 1; } // [ 1 (throw "x") ]
