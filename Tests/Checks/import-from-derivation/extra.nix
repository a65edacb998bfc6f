let
  made = derivation {
    name = "message";
    system = "x86_64-linux";
    builder = "/bin/sh";
  };
in
{
  users.motd = builtins.readFile made;
}
