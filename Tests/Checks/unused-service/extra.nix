{ pkgs, ... }:
{
  # Nothing evaluates this while the service is off.
  services.nginx.virtualHosts."a.example".root = 3;
  services.ollama.package = pkgs.no-such-package;
}
