_final: prev: {
  # Arc A770 by Mesa's Vulkan driver
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
