{
  host.name = "hostile";
  host.description = "a\"b\${c}''d\\n ''\${x} $\${y}";
  desktop.environment = "none";
  boot.params = [ "dyndbg=\"a b\${c}''d\\n\"" ];
  users = [
    {
      name = "ada";
      description = "a\"b\${c}''d\\n";
      hashedPasswordFile = "/var/lib/a\"b\${c}''d\\n.passwd";
    }
  ];
  llama = {
    model = "/srv/a\"b\${c}''d\\n 100% $HOME.gguf";
    cmakeFlags.CMAKE_CXX_FLAGS = "a\"b\${c}''d\\n";
    settings.chat-template = "a\"b\${c}''d\\n\n{% for x in y %}";
  };
}
