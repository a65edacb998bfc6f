# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "pascal";
    release = "unstable";
    stateVersion = "26.11";
  };
  time.timeZone = "Europe/Paris";
  i18n.locale = "fr_FR.UTF-8";
  keyboard.variant = "oss";
  users = [
    {
      hashedPassword = "$y$j9T$abcdefghijklmnopqrstu/$gkz6kakY30Fwdwjz.IrPru.wLn2oHp8pTz8vv7S1vx2";
      name = "blaise";
    }
  ];
  llama.model = "/var/lib/models/qwen3-8b-q4_k_m.gguf";
  desktop.environment = "xfce";
}
