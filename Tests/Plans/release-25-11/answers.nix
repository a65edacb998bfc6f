{
  host = {
    name = "stable";
    release = "25.11";
  };
  desktop.environment = "plasma";
  llama = {
    enable = true;
    service = true;
    model = "/var/lib/models/model.gguf";
  };
}
