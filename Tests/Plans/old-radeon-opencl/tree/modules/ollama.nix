{ pkgs, ... }:
{
  services.ollama = {
    enable = true;
    # Radeon RX 580 Series by Mesa's Vulkan driver, free and in the public cache
    package = pkgs.ollama-vulkan;
  };
}
