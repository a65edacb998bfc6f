builtins.listToAttrs (
  builtins.genList (n: {
    name = toString n;
    value = n;
  }) 10000000
)
