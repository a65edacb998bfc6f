# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "guest";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      hashedPassword = "$y$j9T$abcdefghijklmnopqrstu/$gkz6kakY30Fwdwjz.IrPru.wLn2oHp8pTz8vv7S1vx2";
      name = "ada";
    }
  ];
  boot.loader = "grub";
  desktop = {
    environment = "xfce";
    audio = false;
  };
}
