# Values that only the use of them refuses, and what is next to them and right.
{ lib, config, ... }:
{
  options.site.size = lib.mkOption { type = lib.types.int; default = 1; visible = false; };
  config = {
    boot.kernelParams = [ "quiet" "dyndbg=\"file a.c +p\"" 1 ];
    networking.firewall.allowedTCPPortRanges = [ { from = 8000; } ];
    networking.firewall.allowedUDPPortRanges = [ { from = 8000; to = 8010; } ];
    environment.etc.size.text = toString config.site.size;
  };
}
