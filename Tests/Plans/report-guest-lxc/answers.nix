{ host.name = "inside"; }
