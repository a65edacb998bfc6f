{
  boot = {
    loader = {
      systemd-boot = {
        enable = true;
        configurationLimit = 20;
      };
      efi.canTouchEfiVariables = true;
    };

    kernelParams = [ "dyndbg=\"a b\${c}''d\\n\"" ];
  };
}
