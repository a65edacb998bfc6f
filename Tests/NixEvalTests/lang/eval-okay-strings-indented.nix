[
  ''
    a

     b
    c''
  ''
  ''
  ''
    ${"x"}
      y
  ''
  ''  spaces before''
  ''
\ttab is no indentation
    four
  ''
  ''
    end ${"1"}''
  ''
    a ''' b $ c ''$ d
    ''\n-
  ''
]
