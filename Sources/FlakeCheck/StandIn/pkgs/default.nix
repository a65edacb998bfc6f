# A package set: the names of nixpkgs, the overlays of the user, the rules of `config`.
{ facts, lib }:
let
  # The set itself reads nothing of its arguments but through a cutoff, so that it stays where another
  # attribute of `config` differs.
  inherit (facts) cutoff;
  instantiate =
    {
      localSystem ? null,
      crossSystem ? null,
      system ? null,
      config ? { },
      overlays ? [ ],
      crossOverlays ? [ ],
      ...
    }@arguments:
    let
      given =
        if crossSystem != null then
          crossSystem
        else if localSystem != null then
          localSystem
        else if system != null then
          system
        else
          # Pure evaluation has no current system, and a flake is evaluated purely.
          (throw "attribute 'currentSystem' missing");
      platform = lib.systems.elaborate given;
      evaluatedConfig = import ./config.nix { inherit lib facts; } (
        if lib.isFunction config then
          config {
            inherit lib;
            pkgs = final;
          }
        else
          config
      );
      checkedOverlays = map (
        overlay:
        if lib.isFunction overlay then overlay else throw "an overlay must be a function of two arguments, not ${builtins.typeOf overlay}"
      ) (if builtins.isList overlays then overlays else throw "All overlays passed to nixpkgs must be functions. `overlays` is of type ${builtins.typeOf overlays}");

      check = import ./check.nix {
        inherit lib platform;
        config = evaluatedConfig;
      };
      package = import ./package.nix {
        inherit
          lib
          facts
          check
          platform
          ;
        isTopLevel = name: facts.packageNames ? ${name} || facts.aliasNames ? ${name};
      };
      again = changes: instantiate (arguments // changes);

      base =
        self:
        builtins.mapAttrs (name: _: packageOrScope self name) facts.packageNames
        // lib.optionalAttrs (cutoff (evaluatedConfig.allowAliases or true)) (
          builtins.mapAttrs (name: _: alias self name) facts.aliasNames
        )
        // import ./scopes.nix { inherit lib facts package; } self
        // import ./functions.nix { inherit lib facts package platform; } self
        // import ./gpu.nix {
          inherit lib facts package;
          config = evaluatedConfig;
          inherit platform again;
        } self
        // {
          _type = "pkgs";
          inherit lib platform overlays;
          config = {
            allowUnfree = false;
            allowBroken = false;
            allowAliases = true;
            cudaSupport = false;
            rocmSupport = false;
            cudaCapabilities = [ ];
            cudaForwardCompat = true;
          }
          // evaluatedConfig;
          hostPlatform = platform;
          buildPlatform = platform;
          targetPlatform = platform;
          system = lib.warn "'system' has been renamed to/replaced by 'stdenv.hostPlatform.system'" platform.system;
          path = ./..;
          pkgs = self;
          extend = overlay: again { overlays = overlays ++ [ overlay ]; };
          appendOverlays = more: if more == [ ] then self else again { overlays = overlays ++ more; };
          callPackage = lib.callPackageWith self;
          callPackages = lib.callPackagesWith self;
          newScope = extra: lib.callPackageWith (self // extra);
          nixos = configuration: import ../nixos/lib/eval-config.nix { inherit lib; modules = [ configuration ]; pkgs = self; };
        };

      packageOrScope =
        self: name:
        let
          record = facts.package name;
        in
        if record.kind == "p" then
          package.fromFacts name record
        else if record.kind == "s" then
          { recurseForDerivations = true; __unlisted = facts.unlisted name [ ]; }
        else
          facts.opaque name;

      alias =
        self: name:
        let
          inherit (facts.alias name) kind target;
          found = lib.attrByPath (facts.split target) (facts.opaque name) self;
        in
        if kind == "throw" then
          throw (
            if target == null then
              "'${name}' has been removed from nixpkgs"
            else
              "'${name}' has been renamed to/replaced by '${target}'"
          )
        else if kind == "warn" then
          lib.warn "'${name}' has been renamed to/replaced by '${toString target}'" (if target == null then facts.opaque name else found)
        else if target == null then
          facts.opaque name
        else
          found;

      overrides = lib.optional (cutoff (evaluatedConfig ? packageOverrides)) (_: prev: evaluatedConfig.packageOverrides prev);
      final = lib.fix (lib.foldl (f: overlay: lib.extends overlay f) base (overrides ++ cutoff checkedOverlays));
    in
    builtins.seq (cutoff platform.system) final;
in
instantiate
