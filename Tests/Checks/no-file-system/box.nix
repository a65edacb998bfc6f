{
  nixpkgs.hostPlatform = "x86_64-linux";
  networking.hostName = "box";
  system.stateVersion = "26.05";
}
