{
  host.name = "upstream";
  desktop.environment = "none";
  llama = {
    source = "upstream";
    service = false;
  };
}
