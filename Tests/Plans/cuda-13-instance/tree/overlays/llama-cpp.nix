{ inputs, ... }:
final: _prev: {
  # whisper-cpp and llama.cpp need the same support.
  # The rest of the system keeps coming from the public cache.
  pkgsCuda = import inputs.nixpkgs {
    inherit (final.stdenv.hostPlatform) system;
    config = {
      cudaSupport = true;
      # Only what NVIDIA's licences for CUDA and its libraries cover.
      allowUnfreePredicate =
        package:
        builtins.all (
          license:
          license.free
          || builtins.elem license.shortName [
            "CUDA EULA"
            "cuDNN EULA"
            "cuSPARSELt EULA"
          ]
        ) (final.lib.toList package.meta.license);
    };
    overlays = [
      (_final: prev: {
        llama-cpp = prev.llama-cpp.override { cudaPackages = prev.cudaPackages_13_0; };
      })
    ];
  };

  inherit (final.pkgsCuda) llama-cpp;
}
