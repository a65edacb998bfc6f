# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "polaris";
    release = "unstable";
    stateVersion = "26.11";
  };
  graphics = {
    amd.opencl = true;
    early = true;
  };
  llama.gpuLayers = "20";
  ollama.enable = true;
}
