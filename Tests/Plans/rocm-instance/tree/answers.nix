# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "radeon";
    release = "unstable";
    stateVersion = "26.11";
  };
  llama = {
    acceleration = "rocm";
    cmakeFlags.GGML_HIP_ROCWMMA_FATTN = true;
    packages = [ "python3Packages.torch" ];
  };
  desktop.environment = "none";
}
