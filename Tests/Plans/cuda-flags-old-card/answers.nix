{
  host.name = "pascal";
  desktop.environment = "none";
  llama.cmakeFlags.GGML_CUDA_FORCE_MMQ = true;
}
