{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.stranger.url = "github:someone/something";
  outputs =
    { self, nixpkgs, stranger }:
    let
      inherit (nixpkgs) lib;
      each = f: lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: f nixpkgs.legacyPackages.${system});
      script = pkgs: pkgs.writeShellScriptBin "say" "echo";
    in
    {
      packages = each (pkgs: { default = script pkgs; theirs = stranger.packages.x86_64-linux.default; });
      devShells = each (pkgs: { default = pkgs.mkShell { packages = [ pkgs.hello ]; }; });
      checks = each (pkgs: { say = script pkgs; theirs = stranger.lib.check { inherit pkgs; }; });
      formatter = each (pkgs: pkgs.nixfmt-rfc-style);
      apps = each (pkgs: {
        default = { type = "app"; program = "${script pkgs}/bin/say"; meta.description = "says"; };
        theirs = stranger.apps.x86_64-linux.default;
      });
      bundlers = each (pkgs: { same = drv: drv; });
      legacyPackages = each (pkgs: pkgs);
      hydraJobs.nested.say = each script;
      overlays = {
        default = final: prev: { say = script final; };
        quiet = _: prev: { };
        both = lib.composeManyExtensions [ self.overlays.default self.overlays.quiet ];
        theirs = stranger.overlays.default;
      };
      nixosModules = { a = ./module.nix; b = import ./module.nix; c = stranger.nixosModules.x; };
      templates.default = { path = ./template; description = "x"; welcomeText = "y"; };
      homeConfigurations = { };
      colmena = { };
      lib.twice = x: x + x;
      nixosConfigurations = { };
    };
}
