_final: prev: {
  # An NVIDIA card of compute capability 12.0 with NVIDIA's driver
  # One package needs no instance of its own: the rest stays in the public cache
  llama-cpp = (prev.llama-cpp.override { cudaSupport = true; }).overrideAttrs (previousAttrs: {
    cmakeFlags = previousAttrs.cmakeFlags ++ [
      (prev.lib.cmakeBool "GGML_CUDA_FA_ALL_QUANTS" true)
    ];
  });
}
