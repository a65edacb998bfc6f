let
  check = {
    __functor = self: x: if x < self.limit then x else throw "${toString x} is too large";
    limit = 2;
  };
in
map check [
  1
  3
]
