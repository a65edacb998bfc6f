_: _final: prev: {
  # Radeon RX 6600/6600 XT/6600M by Mesa's Vulkan driver, free and in the public cache
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
