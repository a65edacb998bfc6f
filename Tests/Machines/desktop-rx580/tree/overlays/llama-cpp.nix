_: _final: prev: {
  # Radeon RX 470/480/570/570X/580/580X/590 by Mesa's Vulkan driver, free and in the public cache
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
