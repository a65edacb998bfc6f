{
  boot = {
    loader = {
      systemd-boot = {
        enable = true;
        configurationLimit = 20;
      };
      efi.canTouchEfiVariables = true;
    };

    kernelParams = [
      # Lets Radeon 8060S Graphics use 96 of 128 GiB
      "ttm.pages_limit=25165824"
      "ttm.page_pool_size=25165824"
    ];
  };
}
