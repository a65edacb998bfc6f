{
  host.name = "upstream";
  desktop.environment = "none";
  llama = {
    source = "upstream";
    cmakeFlags = {
      GGML_CUDA_FA_ALL_QUANTS = true;
      GGML_CUDA_PEER_MAX_BATCH_SIZE = 256;
    };
  };
}
