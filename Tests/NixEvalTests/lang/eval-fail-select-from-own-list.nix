# The list is copied to where something is selected from it, and has itself for an element.
rec {
  a = [ a ];
  inherit (a) b;
}.b
