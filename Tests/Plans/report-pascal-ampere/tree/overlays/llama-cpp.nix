{ inputs, ... }:
final: _prev: {
  # Several CUDA targets are set for a whole instance.
  # The rest of the system keeps coming from the public cache.
  pkgsCuda = import inputs.nixpkgs {
    inherit (final.stdenv.hostPlatform) system;
    config = {
      cudaSupport = true;
      # nixpkgs leaves compute capability 6.1 out unless it is asked for
      cudaCapabilities = [
        "6.1"
        "8.6"
      ];
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
