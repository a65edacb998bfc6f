{ host.name = "air"; }
