{ services.openssh.enabel = true; }
