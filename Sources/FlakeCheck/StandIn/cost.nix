# What of a system the public cache cannot have: compares its packages with those of the same
# nixpkgs without overlays and settings (stock), which is what the cache is built from.
system: stock:
let
  inherit (system) config pkgs;

  # Null for what cannot be evaluated, as unfree packages cannot in the stock instance.
  try =
    value:
    let
      result = builtins.tryEval value;
    in
    if result.success then result.value else null;

  derivation = package: try (package.drvPath or null);

  services = builtins.filter (service: try (service.enable or false) == true) [
    config.services.llama-cpp or { }
    config.services.ollama or { }
    config.services.open-webui or { }
  ];

  installed =
    config.environment.systemPackages
    ++ config.fonts.packages
    ++ config.hardware.graphics.extraPackages
    ++ map (service: service.package) services;

  # Packages are compared under the attributes that overlays set, and those of what is installed.
  attributes = builtins.concatMap (
    overlay:
    let
      set = try (builtins.attrNames (overlay pkgs stock));
    in
    if set == null then [ ] else set
  ) config.nixpkgs.overlays;

  named = builtins.concatMap (
    package:
    let
      attribute = try (package.pname or null);
    in
    if attribute == null then [ ] else [ { inherit attribute package; } ]
  ) installed;

  pairs =
    map (attribute: {
      inherit attribute;
      package = pkgs.${attribute};
    }) attributes
    ++ builtins.filter (
      pair: pair.attribute == "llama-cpp" || derivation (pkgs.${pair.attribute} or { }) == derivation pair.package
    ) named;

  judged = map (pair: {
    name = pair.package.name;
    path = derivation pair.package;
    stock = derivation (stock.${pair.attribute} or { });
  }) (builtins.filter (pair: try (pair.package ? drvPath) == true) pairs);

in
{
  changed = builtins.filter (pair: pair.path != null && pair.path != pair.stock) judged;
  unfree = map (package: {
    inherit (package) name;
    path = derivation package;
  }) (builtins.filter (package: try (package.meta.unfree or false) == true) installed);
  caches = builtins.filter (url: builtins.match "https://cache\\.nixos\\.org/?" url == null) (
    config.nix.settings.substituters or [ ] ++ config.nix.settings.extra-substituters or [ ]
  );

  # The derivations of the stock instance with these names, to see what it has after all.
  find = map (name: derivation (stock.${(builtins.parseDrvName name).name} or { }));
}
