{ inputs, ... }:
final: _prev: {
  # python3Packages.torch and llama.cpp need the same support.
  # The rest of the system keeps coming from the public cache.
  pkgsRocm = import inputs.nixpkgs {
    inherit (final.stdenv.hostPlatform) system;
    config.rocmSupport = true;
    overlays = [
      (_final: prev: {
        llama-cpp = prev.llama-cpp.overrideAttrs (previousAttrs: {
          cmakeFlags = previousAttrs.cmakeFlags ++ [
            (prev.lib.cmakeBool "GGML_HIP_ROCWMMA_FATTN" true)
          ];
        });
      })
    ];
  };

  inherit (final.pkgsRocm) llama-cpp;
}
