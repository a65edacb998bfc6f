{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./graphics.nix
    ./llama-cpp.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./open-webui.nix
    ./services.nix
    ./system.nix
  ];
}
