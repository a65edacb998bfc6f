{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    hashedPassword = "$y$j9T$abcdefghijklmnopqrstu/$gkz6kakY30Fwdwjz.IrPru.wLn2oHp8pTz8vv7S1vx2";
  };
}
