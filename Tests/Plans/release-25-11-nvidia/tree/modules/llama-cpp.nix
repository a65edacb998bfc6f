{
  services.llama-cpp = {
    enable = true;
    openFirewall = true;
    host = "0.0.0.0";
    port = 9000;
    model = "/var/lib/models/model.gguf";
    extraFlags = [
      "--ctx-size"
      "16384"
    ];
  };
}
