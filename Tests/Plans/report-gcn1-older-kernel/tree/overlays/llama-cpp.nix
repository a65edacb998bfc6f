_final: prev: {
  # Radeon R9 200 / HD 7900 Series by Mesa's Vulkan driver, free and in the public cache
  llama-cpp = prev.llama-cpp.override { vulkanSupport = true; };
}
