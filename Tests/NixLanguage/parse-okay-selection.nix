[ a.b.c a.or a."b" a."b${c}" a.${b} (a.b or c.d or e) (a ? b.${c}."d") (f or) (f or x) ]
