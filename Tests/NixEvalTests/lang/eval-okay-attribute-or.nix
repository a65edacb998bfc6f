let
  set = { a.b = 1; n = null; list = [ ]; };
in
[
  (set.a.b or 2)
  (set.a.c or 2)
  (set.x.y.z or 3)
  (set.n.x or 4)
  (set.list.x or 5)
  (set ? a.b)
  (set ? a.b.c)
  (set ? n.x)
  (set."a"."${"b"}" or 6)
  ({ or = 7; }.or)
]
