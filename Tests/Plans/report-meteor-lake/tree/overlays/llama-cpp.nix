_final: prev: {
  # Intel Arc Graphics by Mesa's Vulkan driver
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
