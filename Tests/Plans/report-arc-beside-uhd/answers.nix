{
  host.name = "battlemage";
  llama.enable = true;
}
