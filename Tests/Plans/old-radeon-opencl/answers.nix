{
  host.name = "polaris";
  graphics = {
    early = true;
    amd.opencl = true;
  };
  llama.gpuLayers = "20";
  ollama.enable = true;
}
