# A set that contains itself.
{
  before = {
    "args.nix" = ''
      let cycle = { value = 1; self = cycle; }; in { use = args: args.config.self.self.value; config = cycle; }
    '';
  };
  after = {
    "args.nix" = ''
      let cycle = { value = 1; self = cycle; }; in { use = args: args.config.self.self.value; config = cycle; }
    '';
  };
}
