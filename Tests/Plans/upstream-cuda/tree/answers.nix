# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "upstream";
    release = "unstable";
    stateVersion = "26.11";
  };
  llama = {
    source = "upstream";
    cmakeFlags = {
      GGML_CUDA_FA_ALL_QUANTS = true;
      GGML_CUDA_PEER_MAX_BATCH_SIZE = 256;
    };
  };
  desktop.environment = "none";
}
