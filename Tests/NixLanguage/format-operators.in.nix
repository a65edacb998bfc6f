{
  sum = 1 + 2 - 3 * -4 / 5;
  logic = a && b || !c -> d;
  chain = config.services.nginx.enable && config.services.postgresql.enable || config.networking.firewall.enable;
  compare = lib.versionAtLeast config.boot.kernelPackages.kernel.version "6.1" == someOtherCondition.value;
  has = config ? services.nginx && !(config ? services);
  merge = { a = 1; } // { b = 2; } // lib.optionalAttrs condition { c = 3; };
  mergeLong = defaults // { enable = true; };
  lists = [ 1 ] ++ [ 2 ] ++ lib.optional true 3 ++ map f [ "a long list" "of several strings" "that fills" "up the line" ];
  strings = "a long string that starts here, " + "another string that goes on there, " + "and a third one";
  systemPackages = with pkgs; [ vim git ] ++ lib.optionals config.services.xserver.enable [ firefox ];
  piped = [ 1 2 3 ] |> map (x: x * 2) |> builtins.filter (x: x > 2) |> builtins.length;
  commented = a # first
    ++ # before b
    b
    # above c
    ++ c;
}
