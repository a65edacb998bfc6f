{
  host.name = "guest";
  users = [
    {
      name = "ada";
      hashedPassword = "$y$j9T$abcdefghijklmnopqrstu/$gkz6kakY30Fwdwjz.IrPru.wLn2oHp8pTz8vv7S1vx2";
    }
  ];
  desktop.environment = "xfce";
  desktop.audio = false;
  boot.loader = "grub";
}
