{ services.openssh = { }; }.services.opensh.enable
