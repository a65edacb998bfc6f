# line
/* block */ { /**/ a /* b */ = # c
  1; /** doc
  comment */ b = 2; }
# end
