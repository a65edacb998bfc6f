# mkOption names what it takes.
{ lib, ... }:
{
  options.site.name = lib.mkOption { typ = lib.types.str; };
}
