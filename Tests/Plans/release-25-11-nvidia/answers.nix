{
  host = {
    name = "stable";
    release = "25.11";
  };
  llama = {
    enable = true;
    service = true;
    model = "/var/lib/models/model.gguf";
    host = "0.0.0.0";
    port = 9000;
    openFirewall = true;
    context = 16384;
  };
}
