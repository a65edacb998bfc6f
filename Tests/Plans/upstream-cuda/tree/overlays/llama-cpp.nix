{ inputs, ... }:
final: _prev: {
  # The recipe of upstream takes its support from the instance.
  # The rest of the system keeps coming from the public cache.
  pkgsCuda = import inputs.nixpkgs {
    inherit (final.stdenv.hostPlatform) system;
    config = {
      cudaSupport = true;
      allowUnfreePackages = [
        "cuda_cccl"
        "cuda_cudart"
        "cuda_nvcc"
        "libcublas"
      ];
    };
  };

  # The packages of the project's own flake. `llama-cpp` itself stays that of nixpkgs, as other
  # packages override it by nixpkgs' names of its arguments.
  llamaPackages =
    (final.pkgsCuda.callPackage "${inputs.llama-cpp}/.devops/nix/scope.nix" {
      llamaVersion = inputs.llama-cpp.shortRev or "0.0.0";
    }).overrideScope
      (
        _: previous: {
          llama-cpp = previous.llama-cpp.overrideAttrs (previousAttrs: {
            cmakeFlags = previousAttrs.cmakeFlags ++ [
              (final.lib.cmakeBool "GGML_CUDA_FA_ALL_QUANTS" true)
              (final.lib.cmakeFeature "GGML_CUDA_PEER_MAX_BATCH_SIZE" "256")
            ];
          });
        }
      );
}
