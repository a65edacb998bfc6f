let
  shared =
    let
      inner = shared;
    in
    inner;
  other = shared;
in
[ other ]
