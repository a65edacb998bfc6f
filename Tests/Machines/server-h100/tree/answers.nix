# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "hopper";
    description = "Inference for the second floor";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      name = "grace";
      sshKeys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd grace@example.org"
      ];
    }
  ];
  llama = {
    packages = [
      "python3Packages.torch"
      "python3Packages.numpy"
      "whisper-cpp"
    ];
    model = "/srv/models/deepseek-v3.gguf";
    host = "0.0.0.0";
    port = 8443;
    openFirewall = true;
    settings = {
      api-key-file = "/run/secrets/llama";
      parallel = 8;
    };
  };
  nix.caches = [
    "nixos-cuda"
    "flox"
  ];
}
