# Two modules that both say what an option is when nobody sets it, and two types in one option.
{ lib, config, ... }:
{
  imports = [
    {
      options.site.name = lib.mkOption { type = lib.types.str; default = "lab"; };
      options.site.size = lib.mkOption { type = lib.types.int; };
    }
  ];
  options.site.name = lib.mkOption { type = lib.types.str; default = "office"; };
  options.site.size = lib.mkOption { type = lib.types.str; default = "1"; };
  config.environment.etc.site.text = config.site.name;
  config.environment.etc.size.text = config.site.size;
}
