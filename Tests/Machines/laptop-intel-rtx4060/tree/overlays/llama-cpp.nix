_: _final: prev: {
  # An NVIDIA card of compute capability 8.9 with NVIDIA's driver
  llama-cpp = prev.llama-cpp.override { cudaSupport = true; };
}
