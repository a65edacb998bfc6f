# Functions whose arguments outlive the call, in every way that something can hold them.
let
  pair = a: b: { inherit a b; };
  later = a: { value = a + 1; };
  adder = a: b: a + b;
  inner = a: let b = a + 1; in [ b (c: a + b + c) ];
  scoped = a: with { b = a; }; [ b (x: b + x) ];
  formals = a: { b ? a + 1 }: [ a b ];
  nested = a: b: c: d: [ (a + b) (x: [ a b c d x ]) ];
  values = builtins.genList (n: {
    pair = pair n (n + 1);
    later = later n;
    add = adder n;
    inner = inner n;
    scoped = scoped n;
    formals = formals n;
    nested = nested n (n + 1) (n + 2) (n + 3);
  }) 3;
  # Many calls in between use the frames that were given back.
  noise = builtins.foldl' (a: b: a + b) 0 (builtins.genList (n: n * 2) 1000);
in
builtins.seq noise (
  map (v: [
    v.pair
    v.later.value
    (v.add 10)
    (builtins.head v.inner)
    (builtins.elemAt v.inner 1 100)
    (builtins.head v.scoped)
    (builtins.elemAt v.scoped 1 100)
    (v.formals { })
    (builtins.head v.nested)
    (builtins.elemAt v.nested 1 9)
  ]) values
)
