# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "thinker";
    release = "unstable";
    stateVersion = "26.11";
  };
  graphics = {
    nvidia.containers = true;
    early = true;
  };
  llama = {
    cudaVersion = "13.2";
    model = "ggml-org/Qwen3-32B-GGUF:Q8_0";
    context = 32768;
    gpuLayers = "all";
    parallel = 2;
    vram = 24;
    rpcServers = [ "10.0.0.2:50052" ];
    host = "0.0.0.0";
    openFirewall = true;
  };
  ollama = {
    enable = true;
    models = [ "qwen3:8b" ];
  };
  webui = {
    enable = true;
    openFirewall = true;
  };
  nix.caches = [ "nixos-cuda" ];
}
