let
  size = size - 1;
in
{
  inherit size;
}
