{ pkgs, ... }:
{
  hardware.graphics.enable = true;
  nixpkgs.config.allowUnfreePackages = [ "cuda_cccl" "cuda_cudart" "cuda_nvcc" "libcublas" ];
  services.llama-cpp = {
    enable = true;
    package = pkgs.llama-cpp.override {
      cudaSupport = true;
      cudaPackages = pkgs.pkgsForCudaArch.sm_61.cudaPackages;
    };
    settings.model = "/var/lib/models/m.gguf";
    settings.port = 8081;
  };
}
