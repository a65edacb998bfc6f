{
  short = f a b;
  simple = lib.mkDefault "value";
  long =
    someFunction firstArgumentWithLongName secondArgumentWithLongName thirdArgumentWithLongName
      x;
  last = mkIf config.services.openssh.enable { port = 22; };
  lambda = map (host: {
    name = host;
    value = hosts.${host};
  }) (builtins.attrNames hosts);
  callback = lib.mapAttrs (
    name: value:
    nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      modules = [ value ];
    }
  ) hosts;
  nested = builtins.listToAttrs (
    map
      (user: {
        name = user;
        value = {
          isNormalUser = true;
        };
      })
      [
        "alice"
        "bob"
      ]
  );
  lists =
    lib.zipListsWith f
      [ 1 2 3 ]
      [ "a very long string that fills the line" "and another one of that kind" "x" ];
  two = replaceStrings [ "a" "b" ] [ "c" "d" ] text;
  first =
    foldl' (acc: x: acc // { ${x} = 1; }) { } [
      "one"
      "two"
    ]
    // extraAttributesFromSomewhere
    // {
      z = 1;
    };
  parenthesized = (f x).attribute.${name} or (default value);
  selected =
    f (x.y.z)
      (import ./file.nix { inherit pkgs; }).attribute.of.a.value.whose.name.is.long.indeed;
  assertion = builtins.deepSeq (builtins.map (
    x:
    assert x.isGood;
    x
  ) list) (throw "a message that is long enough to break the line");
}
