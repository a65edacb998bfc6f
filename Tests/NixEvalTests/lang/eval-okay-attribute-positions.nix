let
  set = {
    first = 1;
      second = 2;
    inherit (builtins) length;
  };
  place = name: removeAttrs (builtins.unsafeGetAttrPos name set) [ "file" ];
in
[ (place "first") (place "second") (place "length") (builtins.unsafeGetAttrPos "none" set) ]
