final: prev: {
  # An NVIDIA card of compute capability 6.1 with NVIDIA's driver
  # nixpkgs leaves compute capability 6.1 out unless it is asked for
  # One package needs no instance of its own: the rest stays in the public cache
  llama-cpp = prev.llama-cpp.override {
    cudaSupport = true;
    cudaPackages = final.pkgsForCudaArch.sm_61.cudaPackages;
  };
}
