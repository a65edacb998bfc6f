{
  host = {
    name = "spring";
    release = "26.05";
  };
  desktop.environment = "cosmic";
  llama = {
    enable = true;
    service = true;
  };
  ollama.enable = true;
}
