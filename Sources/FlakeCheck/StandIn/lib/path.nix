# Paths.
{ lib }:
rec {
  append = path: sub: path + ("/" + sub);
  hasPrefix = a: b: lib.hasPrefix (toString a) (toString b);
  hasStorePathPrefix = path: lib.hasPrefix builtins.storeDir (toString path);
  removePrefix = a: b: "./" + lib.removePrefix "/" (lib.removePrefix (toString a) (toString b));
  splitRoot = path: {
    root = /.;
    subpath = "." + toString path;
  };
  subpath = {
    isValid = text: builtins.isString text && text != "" && !lib.hasPrefix "/" text;
    join = parts: builtins.concatStringsSep "/" parts;
    normalise = text: "./" + lib.removePrefix "./" text;
    components = text: builtins.filter (p: p != "" && p != ".") (lib.splitString "/" text);
  };
}
