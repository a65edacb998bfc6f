{ lib, pkgs, ... }:
{
  # Starts llama-server with the model that a request names, and ends it for the next one.
  services.llama-swap = {
    enable = true;
    listenAddress = "[::]";
    port = 9292;
    openFirewall = true;
    settings = {
      # Seconds until a model has to answer; the first time it is fetched.
      healthCheckTimeout = 3600;
      models = {
        "gpt-oss:20b" = {
          cmd = lib.escapeShellArgs [
            (lib.getExe' pkgs.llama-cpp "llama-server")
            "--port"
            "\${PORT}"
            "--hf-repo"
            "ggml-org/gpt-oss-20b-GGUF"
            "--ctx-size"
            "16384"
            "--flash-attn"
            "on"
          ];
          ttl = 1800;
        };
        local = {
          cmd = lib.escapeShellArgs [
            (lib.getExe' pkgs.llama-cpp "llama-server")
            "--port"
            "\${PORT}"
            "--model"
            "/srv/models/it's a model.gguf"
            "--ctx-size"
            "16384"
            "--flash-attn"
            "on"
          ];
          ttl = 1800;
        };
      };
    };
  };

  # The unit has neither a home nor a folder of its own.
  systemd.services.llama-swap = {
    environment = {
      HF_HUB_CACHE = "/var/cache/llama-swap";
      LLAMA_CACHE = "/var/cache/llama-swap";
      XDG_CACHE_HOME = "/var/cache/llama-swap";
    };
    serviceConfig.CacheDirectory = "llama-swap";
  };
}
