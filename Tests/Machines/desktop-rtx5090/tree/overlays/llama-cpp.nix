_: _final: prev: {
  # An NVIDIA card of compute capability 12.0 with NVIDIA's driver
  llama-cpp = (prev.llama-cpp.override { cudaSupport = true; }).overrideAttrs (previousAttrs: {
    cmakeFlags = previousAttrs.cmakeFlags ++ [
      (prev.lib.cmakeBool "GGML_CUDA_FA_ALL_QUANTS" true)
    ];
  });
}
