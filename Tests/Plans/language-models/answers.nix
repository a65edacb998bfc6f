{
  host.name = "thinker";
  graphics = {
    early = true;
    nvidia.containers = true;
  };
  llama = {
    cudaVersion = "13.2";
    model = "ggml-org/Qwen3-32B-GGUF:Q8_0";
    vram = 24;
    context = 32768;
    gpuLayers = "all";
    parallel = 2;
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
