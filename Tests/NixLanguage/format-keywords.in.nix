let
inherit (lib) mkIf mkOption;
inherit (builtins) attrNames attrValues filter map;
inherit lib;
inherit
  one
  two;
choice = if a then b else c;
nested = if first.condition then "a" else if second.condition then "b" else if third.condition.that.is.long then "c" else "d";
multi = if a then { b = 1; } else [ 2 3 ];
checked = assert lib.assertMsg (x > 0) "x must be positive"; x;
scoped = with lib; with builtins; map f xs;
set = with lib; { a = 1; };
list = with pkgs; [ a b ];
inner = let a = 1; in a;
legacy = let { body = 1; };
recursive = rec { a = 1; b = a; };
cond = if
  # comment
  a then # then
    b else # else
    c;
in # after in
# above the body
rec { }
