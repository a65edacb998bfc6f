[
  (true && false)
  (false && throw "not reached")
  (true || throw "not reached")
  (false -> throw "not reached")
  (true -> false)
  (!true)
  (1 == 1 && 2 != 3)
  (if 1 < 2 then "yes" else "no")
]
