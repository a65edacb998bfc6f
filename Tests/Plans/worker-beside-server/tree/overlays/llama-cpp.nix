_final: prev: {
  # Radeon 8060S Graphics by Mesa's Vulkan driver, free and in the public cache
  llama-cpp = prev.llama-cpp.override {
    vulkanSupport = true;
    rpcSupport = true;
  };
}
