_final: prev: {
  # An NVIDIA card of compute capability 9.0 with NVIDIA's driver
  # One package needs no instance of its own: the rest stays in the public cache
  llama-cpp = prev.llama-cpp.override { cudaSupport = true; };
}
