# Nested package sets, with the names that the facts list.
{ lib, facts, package }:
self:
let
  # Sets of so many members, and what is built for a kernel, are what their names say; the smaller ones are
  # put together by functions, and other releases of nixpkgs have other members.
  isWhole =
    scope: names:
    lib.hasPrefix "linuxPackages" scope || builtins.length (builtins.attrNames names) > 350;
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
      package.make { pname = name; }
      // {
        __functor = self: _: self;
        __unlisted = facts.unlisted name facts.packageFunctions;
      };
  set =
    scope: names:
    builtins.mapAttrs (member scope) names
    // {
      recurseForDerivations = true;
      overrideScope = overlay: set scope names // overlay (set scope names) (set scope names);
      extend = overlay: set scope names // overlay (set scope names) (set scope names);
      override = _: set scope names;
      callPackage = lib.callPackageWith (self // set scope names);
    }
    // lib.optionalAttrs (!isWhole scope names) {
      __unlisted = facts.unlisted scope (builtins.attrNames names);
    };
  scopes = builtins.mapAttrs (name: _: set name (facts.scope name)) facts.scopeNames;

  # Interpreters: a function of their packages gives an environment. The packages are not looked at: a set
  # of Python's 11,000 names takes 10 ms.
  environment = name: packages: f: builtins.seq (builtins.length (f packages)) (package.make { pname = name; });
  # `changed` with packages that the configuration adds: which ones, only evaluating it would tell.
  python =
    changed: name:
    let
      packages = scopes.python3Packages // lib.optionalAttrs (changed || self.pythonPackagesExtensions != [ ]) {
        __unlisted = facts.unlisted name [ ];
      } // {
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
        override = _: python true name;
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
  ]) (python false);

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
  pythonPackages = self.python3.pkgs;
  python3Packages = (python false "python3").pkgs;
  # Functions that overlays add; each is one of the packages.
  pythonPackagesExtensions = [ ];
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
