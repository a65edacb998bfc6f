_final: prev: {
  llama-cpp =
    (prev.llama-cpp.override {
      rocmSupport = true;
      rocmGpuTargets = [ "gfx1100" ];
    }).overrideAttrs
      (previousAttrs: {
        cmakeFlags = previousAttrs.cmakeFlags ++ [
          (prev.lib.cmakeBool "GGML_HIP_ROCWMMA_FATTN" true)
        ];
      });
}
