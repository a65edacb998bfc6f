# `__curPos` in code that stays and moves.
{
  before = {
    "main.nix" = ''{ a = 1;
  here = builtins.trace "here" __curPos.line; }'';
  };
  after = {
    "main.nix" = ''{ a = 1;

  here = builtins.trace "here" __curPos.line; }'';
  };
  again = [ "here" ];
}
