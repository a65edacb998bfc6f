{
  host.name = "blackwell";
  users = [
    {
      name = "david";
      hashedPasswordFile = "/var/lib/nixwiz/david.passwd";
    }
  ];
  desktop.environment = "cosmic";
  boot.kernel = "latest";
  llama.cmakeFlags.GGML_CUDA_FA_ALL_QUANTS = true;
}
