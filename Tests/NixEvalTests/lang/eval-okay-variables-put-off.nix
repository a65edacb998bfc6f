# Variables that are read, captured or asked for again while they are evaluated.
let
  fix = f: let x = f x; in x;
  failing = throw "no";
  chain = { a = 1; };
  first = second;
  second = third;
  third = chain.a;
  inherit (fix (self: { one = 1; two = self.one + 1; })) one two;
  inherit (rec { p = [ q ]; q = p; }) p;
in
{
  knot = (fix (self: { value = 3; again = self.value + two; })).again;
  aliases = [ first second third ];
  retried = map (x: (builtins.tryEval failing).success) [ 1 2 ];
  cyclic = builtins.length (builtins.head (builtins.head p));
  defaults = ({ a ? b, b ? c, c ? 7 }: [ a b c ]) { };
  sources = (rec { inherit (fix (s: { n = 5; })) n; m = n + one; }).m;
  overridden = (rec { __overrides.a = 2; a = 1; b = a; }).b;
}
