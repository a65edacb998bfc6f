{ inputs, ... }:
final: _prev: {
  # python3Packages.torch, python3Packages.numpy, whisper-cpp and llama.cpp need the same support.
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
  };

  inherit (final.pkgsCuda) llama-cpp;
}
