# Integers stay integers, a float makes floats; division truncates towards zero.
[
  (1 + 2 * 3)
  (7 / 2)
  (-7 / 2)
  (1 - 2 - 3)
  (1.5 + 1)
  (1 / 2.0)
  (2 * 3.25)
  (-(3 + 4))
  9223372036854775807
  (builtins.add 1 2)
  (builtins.sub 5.5 2)
  (builtins.bitAnd 12 10)
  (builtins.bitOr 12 10)
  (builtins.bitXor 12 10)
  (builtins.ceil 1.2)
  (builtins.floor (-1.2))
  (builtins.ceil 5)
]
