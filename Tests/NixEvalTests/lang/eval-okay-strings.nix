[
  "a\nb\t\"\\ \${x} $x $$"
  "${"nested ${"deeper"}"}"
  ("a" + "b")
  (toString [ 1 2.5 true false null "x" [ ] [ 3 ] ])
  (toString { __toString = self: "set ${self.x}"; x = "y"; })
  "${{ outPath = "/out"; }}"
  (builtins.stringLength "äö")
  (builtins.substring 1 2 "abcdef")
  (builtins.substring 4 100 "abcdef")
  (builtins.substring 0 (-1) "abc")
  (builtins.substring 10 1 "abc")
  (builtins.concatStringsSep ", " [ "a" "b" "c" ])
  (builtins.concatStringsSep "-" [ ])
  ''
    indented
      more ''${1}
    ${"interpolated"}
      ''\t tab
  ''
  ''single''
  (toString (-0.0))
  (toString 1.0e10)
]
