# The difference is behind the cycle.
{
  before = {
    "args.nix" = ''
      import ./cycle.nix { last = import ./last.nix; }
    '';
    "cycle.nix" = ''
      { last }: let cycle = { a = cycle; z.z = last; }; in { use = args: args.config.a.a.z.z; config = cycle; }
    '';
    "last.nix" = ''
      1
    '';
  };
  after = {
    "args.nix" = ''
      import ./cycle.nix { last = import ./last.nix; }
    '';
    "cycle.nix" = ''
      { last }: let cycle = { a = cycle; z.z = last; }; in { use = args: args.config.a.a.z.z; config = cycle; }
    '';
    "last.nix" = ''
      2
    '';
  };
}
