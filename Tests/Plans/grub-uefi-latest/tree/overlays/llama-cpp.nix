_final: prev: {
  # Radeon RX 580 Series by Mesa's Vulkan driver, free and in the public cache
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
