{ a = 1; }.${"${derivation { name = "d"; system = "s"; builder = "b"; }}"}
