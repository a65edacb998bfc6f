_: final: prev: {
  # An NVIDIA card of compute capability 6.1 with NVIDIA's driver
  # nixpkgs leaves compute capability 6.1 out unless it is asked for
  llama-cpp = prev.llama-cpp.override {
    cudaSupport = true;
    cudaPackages = final.pkgsForCudaArch.sm_61.cudaPackages;
  };
}
