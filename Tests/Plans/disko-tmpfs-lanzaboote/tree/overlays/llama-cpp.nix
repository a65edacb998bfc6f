_final: prev: {
  # Radeon RX 7900 XTX by Mesa's Vulkan driver, free and in the public cache
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
