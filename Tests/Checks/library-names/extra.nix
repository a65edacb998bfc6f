# Names of the library that are rarely used.
{ lib, pkgs, ... }:
{
  environment.etc.names.text = toString [
    (lib.strings.replaceString "a" "b" "abc")
    (lib.strings.splitStringBy (before: here: here == "-") false "a-b")
    (if lib.strings.isString "x" then lib.fakeHash else lib.fakeSha256)
    (lib.strings.commonSuffixLength "one" "none")
    (lib.replicate 2 "x")
  ];
  environment.systemPackages = [
    (pkgs.stdenv.mkDerivation {
      name = "own";
      meta = {
        license = [ lib.licenses.ijg lib.licenses.cc-by-20 lib.licensesSpdx."MIT-0" ];
        platforms = lib.platforms.riscv64 ++ lib.platforms.embedded ++ lib.platforms.loongarch64;
        maintainers = [ lib.maintainers.someone ];
        sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
      };
    })
  ];
}
