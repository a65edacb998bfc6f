_: _final: prev: {
  # An NVIDIA card of compute capability 8.9 with NVIDIA's driver
  # Radeon RX 7700 XT / 7800 XT computes by Vulkan; CUDA and ROCm in one build break
  llama-cpp = prev.llama-cpp.override {
    cudaSupport = true;
    vulkanSupport = true;
  };
}
