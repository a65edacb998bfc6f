{ inputs, ... }:
final: _prev: {
  # llama.cpp comes from an instance of nixpkgs with this support.
  # The rest of the system keeps coming from the public cache.
  pkgsCuda = import inputs.nixpkgs {
    inherit (final.stdenv.hostPlatform) system;
    config = {
      cudaSupport = true;
      cudaCapabilities = [ "8.9" ];
      allowUnfreePackages = [
        "cuda_cccl"
        "cuda_cudart"
        "cuda_nvcc"
        "libcublas"
      ];
    };
  };

  inherit (final.pkgsCuda) llama-cpp;
}
