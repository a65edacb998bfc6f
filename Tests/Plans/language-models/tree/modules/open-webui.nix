{
  services.open-webui = {
    enable = true;
    port = 8081;
    host = "0.0.0.0";
    openFirewall = true;
    environment = {
      ANONYMIZED_TELEMETRY = "False";
      DO_NOT_TRACK = "True";
      OLLAMA_BASE_URL = "http://127.0.0.1:11434";
      OPENAI_API_BASE_URL = "http://127.0.0.1:8080/v1";
      SCARF_NO_ANALYTICS = "True";
    };
  };
}
