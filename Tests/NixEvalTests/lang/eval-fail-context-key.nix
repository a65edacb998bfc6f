builtins.appendContext "text" { "/nix/store/no path" = { path = true; }; }
