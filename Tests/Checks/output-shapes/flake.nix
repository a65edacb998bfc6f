{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    let
      pkgs = nixpkgs.legacyPackages.x86_64-linux;
    in
    {
      packages.x86_64-linux.text = "x";
      packages.x86_64-linux.uncalled = { stdenv }: stdenv;
      packages.x86_64-linus.hello = pkgs.hello;
      packages.hello = pkgs.hello;
      devShells.x86_64-linux.default = { };
      checks.x86_64-linux.count = 1;
      formatter.x86_64-linux = "nixfmt";
      apps.x86_64-linux = {
        text = "/bin/x";
        typeless = { program = "/bin/x"; };
        number = { type = "app"; program = 5; };
        more = { type = "app"; program = "/bin/x"; progam = 1; };
      };
      bundlers.x86_64-linux.none = 1;
      legacyPackages = [ ];
      hydraJobs.all.one = 1;
      overlays = {
        set = { };
        file = ./overlay.nix;
        named = self: super: { };
      };
      nixosModules = [ ];
      templates = {
        empty = { description = "x"; };
        number = { path = ./.; description = 5; };
        gone = { path = ./gone; description = "x"; };
      };
      defaultPackage.x86_64-linux = pkgs.hello;
      overlay = final: prev: { };
      nixosModule = { };
      package = { };
    };
}
