# Functions of a package set: builders, fetchers, writers, file formats.
{
  lib,
  facts,
  package,
  platform,
}:
self:
let
  # A builder: whatever it is given becomes a package whose inputs are demanded with it.
  inputs = [
    "buildInputs"
    "nativeBuildInputs"
    "propagatedBuildInputs"
    "packages"
    "paths"
    "runtimeInputs"
    "dependencies"
  ];
  use =
    v:
    if lib.isDerivation v then
      builtins.seq v.drvPath null
    else if builtins.isList v then
      builtins.foldl' (acc: x: builtins.seq (use x) acc) null v
    else if builtins.isString v then
      v
    else
      null;
  demand = args: builtins.foldl' (acc: name: builtins.seq (use (args.${name} or null)) acc) null inputs;
  build =
    given:
    let
      args = if lib.isFunction given then lib.fix given else given;
      drv = package.make {
        pname = args.pname or (if args ? name then lib.getName args.name else throw "a derivation has neither `name` nor `pname`");
        attrs = args;
        meta = licensed (args.meta or { });
        demand = demand args;
      };
    in
    if builtins.isAttrs args then drv else throw "a builder wants a set of arguments, not ${builtins.typeOf args}";
  # A package of the user's own is unfree when its licence says so.
  licensed =
    meta:
    meta
    // {
      unfree = builtins.any (l: builtins.isAttrs l && !(l.free or true)) (lib.toList (meta.license or [ ]));
    };
  named =
    name: text:
    package.make {
      pname = name;
      attrs = { inherit name; };
      demand = use text;
    };
  fetch = args: facts.opaque (if builtins.isAttrs args then args.name or "source" else "source");
  fetcher = lib.makeOverridable fetch;
  # Formats: the type of the settings and a file made of them.
  format =
    options:
    {
      type = lib.types.anything;
      generate = name: value: named name null;
      lib = { };
    };
  stdenv = {
    mkDerivation = build;
    hostPlatform = platform;
    buildPlatform = platform;
    targetPlatform = platform;
    cc = facts.opaque "gcc" // {
      cc = facts.opaque "gcc";
      libc = facts.opaque "glibc";
      isGNU = true;
      isClang = false;
      bintools = facts.opaque "bintools";
    };
    shell = "/bin/bash";
    inherit (platform) isLinux isDarwin isx86_64 isAarch64 is64bit isx86_32 isAarch32;
    system = platform.system;
    override = _: stdenv;
    name = "stdenv-linux";
    type = "derivation";
    outPath = "/nix/store/00000000000000000000000000000000-stdenv-linux";
    drvPath = "/nix/store/00000000000000000000000000000000-stdenv-linux.drv";
    overrides = _: _: { };
  };
  buildNamed = lib.mirrorFunctionArgs build build;
  builders = lib.genAttrs [
    "buildBazelPackage"
    "buildDartApplication"
    "buildDotnetModule"
    "buildEnv"
    "buildFHSEnv"
    "buildFHSUserEnv"
    "buildFlutterApplication"
    "buildGo124Module"
    "buildGo125Module"
    "buildGo126Module"
    "buildGoModule"
    "buildGraalvmNativeImage"
    "buildLinux"
    "buildMaven"
    "buildNpmPackage"
    "buildPnpmPackage"
    "buildRubyGem"
    "mkShell"
    "mkShellNoCC"
    "mkYarnPackage"
    "substitute"
    "makeDesktopItem"
    "makeFontsConf"
    "symlinkJoin"
  ] (_: args: build ({ name = "unnamed"; } // (if lib.isFunction args then lib.fix args else args)));
  fetchers = lib.genAttrs [
    "fetchCrate"
    "fetchFromBitbucket"
    "fetchFromCodeberg"
    "fetchFromForgejo"
    "fetchFromGitHub"
    "fetchFromGitLab"
    "fetchFromGitea"
    "fetchFromGitiles"
    "fetchFromRepoOrCz"
    "fetchFromSavannah"
    "fetchFromSourcehut"
    "fetchNpmDeps"
    "fetchPypi"
    "fetchYarnDeps"
    "fetchgit"
    "fetchhg"
    "fetchpatch"
    "fetchpatch2"
    "fetchsvn"
    "fetchurl"
    "fetchzip"
    "requireFile"
  ] (_: fetcher);
  writers = lib.genAttrs [
    "writeScript"
    "writeScriptBin"
    "writeShellScript"
    "writeShellScriptBin"
    "writeText"
    "writeTextDir"
    "writeCBin"
    "writeJS"
    "writeFish"
    "writeBash"
    "writeBashBin"
    "writePython3"
    "writePython3Bin"
  ] (_: name: text: named name (if builtins.isAttrs text then (_: named name) else text));
in
builders
// fetchers
// removeAttrs writers [ "writeJS" "writeFish" "writeBash" "writeBashBin" "writePython3" "writePython3Bin" ]
// {
  inherit stdenv;
  stdenvNoCC = stdenv;
  clangStdenv = stdenv;
  gccStdenv = stdenv;
  overrideCC = s: cc: s;
  runCommand = name: env: text: build ({ inherit name; } // env);
  runCommandCC = name: env: text: build ({ inherit name; } // env);
  runCommandLocal = name: env: text: build ({ inherit name; } // env);
  runCommandWith = args: text: build ({ name = "command"; } // args);
  writeTextFile = args: named args.name args.text;
  writeShellApplication = { name, text, ... }@args: build (args // { pname = name; });
  linkFarm = name: entries: named name null;
  linkFarmFromDrvs = name: drvs: build { inherit name; paths = drvs; };
  concatText = name: files: named name null;
  concatTextFile = args: named args.name null;
  replaceVars = file: vars: named (builtins.baseNameOf (toString file)) null;
  replaceVarsWith = args: named (args.name or "file") null;
  substituteAll = args: named (args.name or "file") null;
  makeWrapper = facts.opaque "make-wrapper";
  makeSetupHook = args: text: named (args.name or "hook") null;
  nixosOptionsDoc = _: facts.opaque "options";
  testers = lib.genAttrs [ "runNixOSTest" "nixosTest" "testVersion" "testBuildFailure" ] (name: _: facts.opaque name);
  nixosTest = _: facts.opaque "test";
  runtimeShell = "/nix/store/00000000000000000000000000000000-bash/bin/bash";
  writers = writers // lib.genAttrs [ "writePython3" "writePython3Bin" "writeBabashka" "writeHaskell" "writeRust" ] (_: name: options: text: named name null);
  formats = lib.genAttrs [ "json" "yaml" "yaml_1_1" "yaml_1_2" "toml" "ini" "iniWithGlobalSection" "keyValue" "gitIni" "xml" "php" "lua" "javaProperties" "elixirConf" "hocon" "libconfig" "cdn" "pythonVars" "plist" "nixConf" "configobj" "hcl1" "systemd" "jsonc" "json5" "yamlFrontMatter" ] (_: format);
  dockerTools = lib.genAttrs [ "buildImage" "buildLayeredImage" "streamLayeredImage" "pullImage" ] (_: args: build ({ name = "image"; } // args));
  vmTools = lib.genAttrs [ "runInLinuxVM" "makeImageFromDebDist" ] (_: facts.opaque "vm");
  rustPlatform = {
    buildRustPackage = build;
    fetchCargoVendor = fetch;
    importCargoLock = fetch;
    bindgenHook = facts.opaque "bindgen-hook";
    cargoSetupHook = facts.opaque "cargo-setup-hook";
    rustLibSrc = facts.opaque "rust-lib-src";
    rustcSrc = facts.opaque "rustc-src";
  };
  makeRustPlatform = _: self.rustPlatform;
  emacsWithPackages = _: facts.opaque "emacs";
  ghc = facts.opaque "ghc";
  runInLinuxVM = drv: drv;
  applyPatches = args: facts.opaque (args.name or "patched");
  srcOnly = args: facts.opaque "source";
  copyPathToStore = path: path;
  nix-update-script = _: [ ];
  gitUpdater = _: [ ];
  unstableGitUpdater = _: [ ];
  writeClosure = _: facts.opaque "closure";
  closureInfo = _: facts.opaque "closure-info";
  mkNugetDeps = _: facts.opaque "nuget-deps";
  buildPackages = self;
  targetPackages = self;
  pkgsBuildHost = self;
  pkgsBuildBuild = self;
  pkgsHostTarget = self;
  pkgsHostHost = self;
  __splicedPackages = self;
  fetchtorrent = fetch;
  inherit (facts) release;
}
// {
  python3Minimal = facts.opaque "python3-minimal";
}
