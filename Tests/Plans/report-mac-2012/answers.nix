{ host.name = "unibody"; }
