# The names around it are forgotten with the error, those of the path and those of the literal.
{ a.b.c = { d.e = let x = { f.g = y; }; in x; }; }
