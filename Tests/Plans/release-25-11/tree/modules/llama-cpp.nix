{
  services.llama-cpp = {
    enable = true;
    host = "127.0.0.1";
    port = 8080;
    model = "/var/lib/models/model.gguf";
  };
}
