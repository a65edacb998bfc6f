builtins.mapAttrs (name: port: port + 1) {
  http = 80;
  https = "443";
}
