{ lib, pkgs, ... }:
let
  native =
    package:
    package.overrideAttrs (previousAttrs: {
      cmakeFlags = previousAttrs.cmakeFlags ++ [ (lib.cmakeBool "GGML_NATIVE" true) ];
    });
in
{
  services.llama-cpp = {
    enable = true;
    package = native pkgs.llama-cpp;
  };
  # For this processor alone: nothing else is built that could be chosen.
  environment.systemPackages = [
    (native (pkgs.llama-cpp.override { cpuArchDynamicDispatch = false; }))
  ];
}
