{ lib, config, ... }:
{
  options.site.name = lib.mkOption {
    type = lib.types.str;
    description = "The name of the place.";
  };
  config.environment.etc.site.text = config.site.name;
}
