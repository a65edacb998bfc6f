{
  services.llama-cpp = {
    enable = true;
    model = "/var/lib/models/model.gguf";
  };
}
