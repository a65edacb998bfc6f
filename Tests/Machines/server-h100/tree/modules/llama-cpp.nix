{ pkgs, ... }:
{
  services.llama-cpp = {
    enable = true;
    openFirewall = true;
    settings = {
      host = "0.0.0.0";
      port = 8443;
      api-key-file = "/run/secrets/llama";
      model = "/srv/models/deepseek-v3.gguf";
      parallel = 8;
    };
  };

  environment.systemPackages = [
    pkgs.pkgsCuda.whisper-cpp
    (pkgs.pkgsCuda.python3.withPackages (ps: [
      ps.torch
      ps.numpy
    ]))
  ];
}
