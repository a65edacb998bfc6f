{
  services.llama-cpp = {
    enable = true;
    settings = {
      host = "127.0.0.1";
      port = 8080;
      chat-template = "\"a\\\"b$\${c}''d\\\\n\\n{%% for x in y %%}\"";
      model = "\"/srv/a\\\"b$\${c}''d\\\\n 100%% $$HOME.gguf\"";
    };
  };

  # The unit has no home of its own.
  systemd.services.llama-cpp.environment.XDG_CACHE_HOME = "/var/cache/llama-cpp";
}
