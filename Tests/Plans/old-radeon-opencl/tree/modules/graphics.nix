{ pkgs, ... }:
{
  # Mesa's OpenCL takes a card only when told.
  environment.variables.RUSTICL_ENABLE = "radeonsi";

  hardware = {
    graphics = {
      enable = true;
      extraPackages = [ pkgs.mesa.opencl ];
    };

    amdgpu.initrd.enable = true;
  };
}
