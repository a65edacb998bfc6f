# Only lines and spaces differ.
{
  before = {
    "main.nix" = ''{ a = builtins.trace "a" 1; }'';
  };
  after = {
    "main.nix" = ''# A comment.
{
  a = builtins.trace "a" 1;
}'';
  };
  again = [  ];
}
