{
  hardware = {
    graphics.enable = true;

    amdgpu.opencl.enable = true;
  };
}
