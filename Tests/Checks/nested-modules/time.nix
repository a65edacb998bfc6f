{ time.timeZone = "Europe/Rome"; }
