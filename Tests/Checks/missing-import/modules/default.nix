{
  imports = [
    ./printng.nix
  ];
}
