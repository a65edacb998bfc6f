{ pkgs, ... }:
{
  environment.systemPackages = [ pkgs.llamaPackages.llama-cpp ];
}
