let
  settings = import ./parts/not-nix.txt;
in
settings.name
