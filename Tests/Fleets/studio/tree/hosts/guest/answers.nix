# The answers of this host alone. Those that hold for all hosts are in ../../answers.nix, and an
# answer here comes before one there.
{
  format = 2;
  host = {
    name = "guest";
    stateVersion = "26.11";
  };
}
