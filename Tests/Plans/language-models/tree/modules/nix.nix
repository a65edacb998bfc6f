{ outputs, ... }:
{
  nix = {
    settings = {
      experimental-features = [
        "nix-command"
        "flakes"
      ];
      extra-substituters = [ "https://cache.nixos-cuda.org" ];
      extra-trusted-public-keys = [
        "cache.nixos-cuda.org:74DUi4Ye579gUqzH4ziL9IyiJBlDpMRn9MBN8oNan9M="
      ];
    };

    gc = {
      automatic = true;
      dates = "weekly";
      options = "--delete-older-than 30d";
    };
  };

  nixpkgs = {
    overlays = [ outputs.overlays.llama-cpp ];
    config.allowUnfreePackages = [
      "cuda_cccl"
      "cuda_crt"
      "cuda_cudart"
      "cuda_nvcc"
      "libcublas"
      "libnvvm"
      "nvidia-settings"
      "nvidia-x11"
      "open-webui"
    ];
  };
}
