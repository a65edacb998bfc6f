{
  host.name = "hopper";
  host.description = "Inference for the second floor";
  users = [
    {
      name = "grace";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd grace@example.org" ];
    }
  ];
  nix.caches = [
    "nixos-cuda"
    "flox"
  ];
  llama = {
    packages = [
      "python3Packages.torch"
      "python3Packages.numpy"
      "whisper-cpp"
    ];
    host = "0.0.0.0";
    port = 8443;
    openFirewall = true;
    model = "/srv/models/deepseek-v3.gguf";
    settings = {
      api-key-file = "/run/secrets/llama";
      parallel = 8;
    };
  };
}
