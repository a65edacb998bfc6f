{ pkgsCuda, ... }:
{
  services.llama-cpp.package = pkgsCuda.llama-cpp;
  services.llama-cpp.enable = true;
}
