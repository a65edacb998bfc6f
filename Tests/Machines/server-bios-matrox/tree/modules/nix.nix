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
      dates = "monthly";
      options = "--delete-older-than 60d";
    };

    # Links equal files of the store each day.
    optimise.automatic = true;
  };
}
