{
  host.name = "vmware";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
  desktop.environment = "cinnamon";
  llama.enable = true;
  llama.service = false;
}
