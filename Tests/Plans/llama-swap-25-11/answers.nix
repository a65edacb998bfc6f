{
  host = {
    name = "several";
    release = "25.11";
  };
  llama.swap.local = "/srv/models/local.gguf";
}
