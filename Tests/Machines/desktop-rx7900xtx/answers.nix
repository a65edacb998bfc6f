{
  host.name = "navi";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      groups = [ "libvirtd" ];
    }
  ];
  llama = {
    acceleration = "rocm";
    rocmTargets = [ "gfx1100" ];
    cmakeFlags.GGML_HIP_ROCWMMA_FATTN = true;
  };
}
