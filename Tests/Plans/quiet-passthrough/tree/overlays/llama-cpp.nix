_final: prev: {
  # Radeon RX 6600 by Mesa's Vulkan driver, free and in the public cache
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
