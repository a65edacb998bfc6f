{ inputs, ... }:
final: _prev: {
  # python3Packages.torch and llama.cpp need the same support.
  # The rest of the system keeps coming from the public cache.
  pkgsCuda = import inputs.nixpkgs {
    inherit (final.stdenv.hostPlatform) system;
    config = {
      cudaSupport = true;
      allowUnfree = true;
    };
  };

  inherit (final.pkgsCuda) llama-cpp;
}
