(rec {
  description = "one that names itself";
  nixConfig = rec { cores = 2; max-jobs = cores; };
  inputs = rec {
    self.submodules = true;
    nixpkgs = { url = (http://example.org/nixpkgs.tar.gz); };
    tools = { type = "git"; url = "https://example.org/tools"; ref = "main"; shallow = true; flake = false; };
    more.url = "git+ssh://git@example.org/me/mine?ref=main";
    local.url = ./local;
    again.follows = "more";
  };
  outputs = (
    { self, nixpkgs, ... }:
    {
      nixosModules.described = { environment.etc.description.text = description; };
      nixosConfigurations = { };
    }
  );
})
