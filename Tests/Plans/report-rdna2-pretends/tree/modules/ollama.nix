{ pkgs, ... }:
{
  services.ollama = {
    enable = true;
    package = pkgs.ollama-rocm;
    # ROCm is built for a near relative of the card, whose code it runs.
    rocmOverrideGfx = "10.3.0";
  };
}
