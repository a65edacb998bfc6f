with map (x: x.name) [ { } ] == [ ] || true;
with builtins.zipAttrsWith (name: { first }: first) [ { a = 1; } ];
a
