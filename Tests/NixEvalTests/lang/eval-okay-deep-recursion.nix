# Nix stops at 10,000 nested calls; this is just below.
let
  sum = n: if n == 0 then 0 else 1 + sum (n - 1);
in
sum 9000
