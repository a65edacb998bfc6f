# Nested package sets, with the names that the facts list.
{ lib, facts, package }:
self:
let
  # A member of a set: a deeper set when the facts know one, else a package.
  member =
    scope: name: _:
    let
      inner = facts.scope "${scope}.${name}";
    in
    if inner != null then
      set "${scope}.${name}" inner
    else
      # Some members are functions (`callPackage`, `withPackages`): all may be called.
      package.make { pname = name; } // { __functor = self: _: self; };
  set =
    scope: names:
    builtins.mapAttrs (member scope) names
    // {
      recurseForDerivations = true;
      overrideScope = overlay: set scope names // overlay (set scope names) (set scope names);
      extend = overlay: set scope names // overlay (set scope names) (set scope names);
      override = _: set scope names;
      callPackage = lib.callPackageWith (self // set scope names);
    };
  scopes = builtins.mapAttrs (name: _: set name (facts.scope name)) facts.scopeNames;

  # Interpreters: a function of their packages gives an environment.
  environment = name: packages: f: builtins.seq (builtins.length (f packages)) (package.make { pname = name; });
  python =
    name:
    let
      packages = scopes.python3Packages // {
        buildPythonPackage = self.stdenv.mkDerivation;
        buildPythonApplication = self.stdenv.mkDerivation;
        toPythonModule = lib.id;
        toPythonApplication = lib.id;
        fetchPypi = self.fetchPypi;
        python = self.${name};
        pythonOlder = _: false;
        pythonAtLeast = _: true;
        callPackage = lib.callPackageWith (self // packages);
      };
      interpreter = package.fromFacts name (facts.package name) // {
        pkgs = packages;
        pythonPackages = packages;
        withPackages = f: environment "${name}-env" packages f;
        buildEnv = _: package.make { pname = "${name}-env"; };
        override = _: interpreter;
        pythonVersion = "3.13";
        isPy3 = true;
        interpreter = "${interpreter}/bin/python3";
        sitePackages = "lib/python3.13/site-packages";
      };
    in
    interpreter;
  pythons = lib.genAttrs (builtins.filter (name: facts.packageNames ? ${name}) [
    "python3"
    "python3Full"
    "python311"
    "python312"
    "python313"
    "python314"
    "python315"
  ]) python;

  # Editors with plugins: the functions give a package.
  configurable = name: package.fromFacts name (facts.package name) // {
    customize = _: package.make { pname = name; };
    withPackages = f: package.make { pname = name; };
    configure = _: package.make { pname = name; };
    pkgs = scopes.emacsPackages or { };
  };
in
scopes
// pythons
// import ./kernels.nix { inherit lib facts package set; } self
// lib.genAttrs [ "vim" "vim-full" "neovim" "emacs" "emacs-nox" "emacs-pgtk" "emacs-gtk" "kakoune" ] configurable
// {
  pythonPackages = (python "python3").pkgs;
  python3Packages = (python "python3").pkgs;
  lua5_1 = package.fromFacts "lua5_1" (facts.package "lua5_1") // { withPackages = f: facts.opaque "lua-env"; };
  perl = package.fromFacts "perl" (facts.package "perl") // {
    withPackages = f: environment "perl-env" scopes.perlPackages f;
    pkgs = scopes.perlPackages;
  };
  ruby = package.fromFacts "ruby" (facts.package "ruby") // { withPackages = f: facts.opaque "ruby-env"; gems = scopes.rubyPackages; };
  texlive = scopes.texlive // {
    combine = sets: package.make { pname = "texlive-combined"; };
    withPackages = f: environment "texlive-env" scopes.texlive f;
  };
  nerd-fonts = scopes.nerd-fonts or { };
}
