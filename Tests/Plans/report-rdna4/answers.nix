{
  host.name = "navi";
  llama = {
    enable = true;
    acceleration = "rocm";
  };
}
