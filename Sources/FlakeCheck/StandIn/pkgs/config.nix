# The `config` of a package set: its keys are checked, since nixpkgs ignores a misspelt one.
{ lib, facts }:
let
  known = [
    "allowAliases"
    "allowBroken"
    "allowBrokenPredicate"
    "allowInsecurePredicate"
    "allowNonSource"
    "allowNonSourcePredicate"
    "allowUnfree"
    "allowUnfreePackages"
    "allowUnfreePredicate"
    "allowUnsupportedSystem"
    "allowVariants"
    "allowlistedLicenses"
    "android_sdk"
    "attrPathsDisallowedForInternalUse"
    "blocklistedLicenses"
    "checkMeta"
    "checkMetaRecursively"
    "configurePlatformsByDefault"
    "contentAddressedByDefault"
    "cudaCapabilities"
    "cudaForwardCompat"
    "cudaSupport"
    "cudnn"
    "doCheckByDefault"
    "enableParallelBuildingByDefault"
    "fetchedSourceNameDefault"
    "firefox"
    "chromium"
    "gitConfig"
    "gitConfigFile"
    "handleEvalIssue"
    "hashedMirrors"
    "haskellPackageOverrides"
    "inHydra"
    "joypixels"
    "lib"
    "npmRegistryOverrides"
    "npmRegistryOverridesString"
    "nvidia"
    "oraclejdk"
    "packageOverrides"
    "perlPackageOverrides"
    "permittedInsecurePackages"
    "problems"
    "pulseaudio"
    "replaceBootstrapFiles"
    "replaceCrossStdenv"
    "replaceStdenv"
    "rewriteURL"
    "rocmSupport"
    "sane"
    "segger-jlink"
    "showDerivationWarnings"
    "strictDepsByDefault"
    "structuredAttrsByDefault"
    "userHook"
    "vim"
    "warnUndeclaredOptions"
    "whitelistedLicenses"
    "blacklistedLicenses"
    "xbmc"
  ];
  # Types of the keys that nixpkgs checks.
  types = {
    allowBroken = builtins.isBool;
    allowUnfree = builtins.isBool;
    allowUnsupportedSystem = builtins.isBool;
    allowAliases = builtins.isBool;
    cudaSupport = builtins.isBool;
    rocmSupport = builtins.isBool;
    cudaForwardCompat = builtins.isBool;
    cudaCapabilities = v: builtins.isList v && builtins.all builtins.isString v;
    allowUnfreePackages = v: builtins.isList v && builtins.all builtins.isString v;
  };
  wanted = {
    cudaCapabilities = "list of string";
    allowUnfreePackages = "list of string";
  };
in
config:
let
  wrong = builtins.filter (name: config ? ${name} && !types.${name} config.${name}) (builtins.attrNames types);
  first = builtins.head wrong;
  say =
    config: name:
    let
      close = facts.nearest name known;
    in
    if builtins.elem name known then
      config
    else
      facts.report {
        severity = "warning";
        code = "unknown-nixpkgs-config";
        message = "nixpkgs knows no configuration `${name}` and ignores it";
        fix = if close == null then "remove it" else "did you mean `${close}`?";
        place = builtins.unsafeGetAttrPos name config;
      } config;
in
if !builtins.isAttrs config then
  throw "the configuration of nixpkgs must be a set, not ${builtins.typeOf config}"
else if wrong != [ ] then
  throw "A definition for option `${first}' is not of type `${wanted.${first} or "boolean"}'. Definition values:\n- In `<nixpkgs/config>': ${lib.generators.toPretty { } config.${first}}"
else
  builtins.foldl' say config (builtins.attrNames config)
