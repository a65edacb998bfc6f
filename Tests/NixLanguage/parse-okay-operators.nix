# Precedence and associativity of all operators.
[
  (a -> b -> c || d && e == f < g // h // !i + j * -k ++ l ++ m ? n.o)
  (a - b - c)
  (a / b * c)
  (!a == b)
  (-a ? b)
  (a * !b + c)
  (a && b || c -> d)
  (a <= b != (c >= d) && e > f)
  (! - ! a)
]
