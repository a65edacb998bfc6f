{ pkgs, lib ? pkgs.lib
# why it is needed
, config # where it comes from
, enable ? true # whether
, names ? [ "one" "two" ], ... }@args:
let
  curried = a: b: c: a + b + c;
  absorbed = x: { y = x; };
  flat = { a, b }: [ a b ];
  one = {a}: a;
  none = { }: 1;
  any = {...}: 1;
  alias = args@{ a, ... }: a;
  kept = { a }:
    { b = a; };
  defaults = { a ? 1, b ? { c = 2; } }: a;
  three = first: second: third: if first then second else third;
  deep = self: super: { package = super.package.overrideAttrs (old: { patches = old.patches ++ [ ./fix.patch ]; }); };
in
_: args
