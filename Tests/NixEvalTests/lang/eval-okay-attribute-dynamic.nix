let
  name = "n";
  none = null;
in
{
  ${name} = 1;
  ${none} = throw "not reached";
  "x-${name}" = 2;
  nested.${name}.deep = 3;
}
// rec {
  ${"r" + "ec"} = base + 1;
  base = 1;
}
