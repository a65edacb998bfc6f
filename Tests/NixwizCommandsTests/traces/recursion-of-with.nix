let
  scope = with scope; name;
in
scope
