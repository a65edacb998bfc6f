{
  host.name = "radeon";
  desktop.environment = "none";
  llama = {
    acceleration = "rocm";
    packages = [ "python3Packages.torch" ];
    cmakeFlags.GGML_HIP_ROCWMMA_FATTN = true;
  };
}
