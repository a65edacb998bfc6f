{
  services.llama-cpp = {
    enable = true;
    settings = {
      chat-template = "\"a\\\"b$\${c}''d\\\\n\\n{%% for x in y %%}\"";
      model = "\"/srv/a\\\"b$\${c}''d\\\\n 100%% $$HOME.gguf\"";
    };
  };

  # The unit has no home of its own.
  systemd.services.llama-cpp.environment.XDG_CACHE_HOME = "/var/cache/llama-cpp";
}
