{ outputs, ... }:
{
  nix = {
    settings.experimental-features = [
      "nix-command"
      "flakes"
    ];

    # The flake says which nixpkgs this is; a channel beside it would be another.
    channel.enable = false;

    gc = {
      automatic = true;
      dates = "weekly";
      options = "--delete-older-than 30d";
    };

    # Links equal files of the store each day.
    optimise.automatic = true;
  };

  nixpkgs = {
    overlays = [ outputs.overlays.llama-cpp ];
    config.allowUnfreePackages = [
      "ipu6-camera-bins"
      "ipu6-camera-bins-unstable"
      "ivsc-firmware"
      "ivsc-firmware-unstable"
    ];
  };
}
