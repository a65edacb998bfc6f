# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "hostile";
    description = "a\"b\${c}''d\\n ''\${x} $\${y}";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      description = "a\"b\${c}''d\\n";
      hashedPasswordFile = "/var/lib/a\"b\${c}''d\\n.passwd";
      name = "ada";
    }
  ];
  boot.params = [ "dyndbg=\"a b\${c}''d\\n\"" ];
  llama = {
    cmakeFlags.CMAKE_CXX_FLAGS = "a\"b\${c}''d\\n";
    model = "/srv/a\"b\${c}''d\\n 100% $HOME.gguf";
    settings.chat-template = "a\"b\${c}''d\\n\n{% for x in y %}";
  };
  desktop.environment = "none";
}
