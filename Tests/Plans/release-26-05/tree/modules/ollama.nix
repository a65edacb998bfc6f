{ pkgs, ... }:
{
  services.ollama = {
    enable = true;
    # An NVIDIA card of compute capability 8.6 with NVIDIA's driver
    package = pkgs.ollama-cuda;
  };
}
