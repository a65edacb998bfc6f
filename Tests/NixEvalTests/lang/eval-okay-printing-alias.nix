# Variables that are other names of one value share it, whichever comes first.
let
  list = [ other ];
  other = list;
  one = [ 1 ];
  same = one;
  again = same;
in
[
  list
  [
    one
    same
    again
  ]
]
