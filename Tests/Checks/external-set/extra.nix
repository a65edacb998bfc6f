{
  nixpkgs.config.allowUnfree = true;
}
