_final: prev: {
  # Arc A770 by Mesa's Vulkan driver
  llama-cpp = (prev.llama-cpp.override { vulkanSupport = true; }).overrideAttrs (previousAttrs: {
    cmakeFlags = previousAttrs.cmakeFlags ++ [
      (prev.lib.cmakeFeature "CMAKE_CXX_FLAGS" "a\"b\${c}''d\\n")
    ];
  });
}
