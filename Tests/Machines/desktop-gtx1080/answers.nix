{
  host.name = "pascal";
  time.timeZone = "Europe/Paris";
  i18n.locale = "fr_FR.UTF-8";
  keyboard.variant = "oss";
  users = [
    {
      name = "blaise";
      hashedPassword = "$y$j9T$abcdefghijklmnopqrstu/$gkz6kakY30Fwdwjz.IrPru.wLn2oHp8pTz8vv7S1vx2";
    }
  ];
  desktop.environment = "xfce";
  llama.model = "/var/lib/models/qwen3-8b-q4_k_m.gguf";
}
