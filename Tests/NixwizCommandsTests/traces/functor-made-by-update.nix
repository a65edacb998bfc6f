let
  base = {
    limit = 2;
  };
in
map (base // { __functor = self: x: self.limt; }) [ 1 ]
