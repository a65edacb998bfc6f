builtins.stringLength (builtins.concatStringsSep "," (builtins.genList toString 10000000))
