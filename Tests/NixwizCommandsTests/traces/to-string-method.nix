let
  shown = {
    __toString = self: throw "cannot show ${self.name}";
    name = "it";
  };
in
builtins.concatStringsSep " " [
  "x${shown}"
]
