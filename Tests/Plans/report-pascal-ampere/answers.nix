{
  host.name = "two";
  llama.enable = true;
}
