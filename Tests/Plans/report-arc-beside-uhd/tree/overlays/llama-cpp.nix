_final: prev: {
  # Arc B580 by Mesa's Vulkan driver
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
