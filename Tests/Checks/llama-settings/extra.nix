{ lib, ... }:
{
  services.llama-cpp = {
    enable = true;
    extraFlags = [ "-c" "4096" ];
    settings.model = "/home/ann/m.gguf";
    settings.gpu-layers = lib.mkIf true 99;
    settings.webui = false;
  };
}
