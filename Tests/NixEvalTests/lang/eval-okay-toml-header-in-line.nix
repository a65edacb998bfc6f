# TOML wants a line for each; the reader that Nix uses does not ask for it after a value.
map fromTOML [ "a = 1 [b]" "a = 1[b.c]\nd = 2" "a = \"x\" [[b]]" "a = [ 1 ] [b] # c" "a = { b = 1 } [c]\n[d]" ]
