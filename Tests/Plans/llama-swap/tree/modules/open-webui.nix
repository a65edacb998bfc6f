{
  services.open-webui = {
    enable = true;
    port = 8081;
    environment = {
      ANONYMIZED_TELEMETRY = "False";
      DO_NOT_TRACK = "True";
      ENABLE_OLLAMA_API = "False";
      OPENAI_API_BASE_URL = "http://127.0.0.1:9292/v1";
      SCARF_NO_ANALYTICS = "True";
    };
  };
}
