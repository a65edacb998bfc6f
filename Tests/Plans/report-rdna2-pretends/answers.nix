{
  host.name = "navi22";
  graphics.amd.opencl = true;
  llama.acceleration = "rocm";
  ollama.enable = true;
}
