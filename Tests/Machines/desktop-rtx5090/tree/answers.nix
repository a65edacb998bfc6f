# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "blackwell";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/david.passwd";
      name = "david";
    }
  ];
  boot.kernel = "latest";
  llama.cmakeFlags.GGML_CUDA_FA_ALL_QUANTS = true;
  desktop.environment = "cosmic";
}
