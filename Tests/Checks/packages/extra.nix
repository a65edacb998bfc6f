{ pkgs, ... }:
{
  environment.systemPackages = [
    pkgs.no-such-tool
    pkgs.obsidian
    pkgs.rectangle
    pkgs.noto-fonts-emoji
    (pkgs.llama-cpp.override { vulcanSupport = true; })
    (pkgs.llama-cpp-rocm.override { rocmGpuTargets = [ "gfx1100" ]; })
  ];
  fonts.packages = with pkgs; [ noto-fonts ];
  environment.etc.arch.text = pkgs.system;
}
