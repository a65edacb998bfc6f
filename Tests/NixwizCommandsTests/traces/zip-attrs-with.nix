builtins.zipAttrsWith (name: values: throw "${name} is defined twice") [
  { a = 1; }
  { a = 2; }
]
