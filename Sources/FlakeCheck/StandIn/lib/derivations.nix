# What is done to derivations and to what they are made from.
{ lib }:
let
  zeros = count: lib.concatStrings (lib.replicate count "0");
in
{
  inherit (builtins) addDrvOutputDependencies unsafeDiscardOutputDependency;
  # The derivation with the same attributes: laziness makes no difference to a check.
  lazyDerivation =
    {
      derivation,
      meta ? null,
      passthru ? { },
      outputs ? [ "out" ],
    }:
    derivation // lib.optionalAttrs (meta != null) { inherit meta; } // passthru;
  optionalDrvAttr = condition: value: if condition then value else null;
  warnOnInstantiate =
    message: drv:
    drv // { drvPath = lib.warn message drv.drvPath; };

  # Hashes that stand for one nobody knows yet.
  fakeSha256 = zeros 64;
  fakeSha512 = zeros 128;
  fakeHash = "sha256-${lib.concatStrings (lib.replicate 43 "A")}=";
}
