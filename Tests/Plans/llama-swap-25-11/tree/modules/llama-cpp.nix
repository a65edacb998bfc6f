{ lib, pkgs, ... }:
{
  # Starts llama-server with the model that a request names, and ends it for the next one.
  services.llama-swap = {
    enable = true;
    settings.models.local.cmd = lib.escapeShellArgs [
      (lib.getExe' pkgs.llama-cpp "llama-server")
      "--port"
      "\${PORT}"
      "--model"
      "/srv/models/local.gguf"
    ];
  };
}
