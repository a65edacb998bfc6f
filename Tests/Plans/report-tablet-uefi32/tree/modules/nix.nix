{
  nix = {
    settings = {
      experimental-features = [
        "nix-command"
        "flakes"
      ];
      # 2 GiB of memory
      max-jobs = 1;
    };

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
}
