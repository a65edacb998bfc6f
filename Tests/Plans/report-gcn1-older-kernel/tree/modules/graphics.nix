{
  hardware = {
    graphics.enable = true;

    # Radeon HD 7970/8970 OEM / R9 280X is of the GCN 1 or 2 family
    amdgpu.legacySupport.enable = true;
  };
}
