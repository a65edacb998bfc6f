{
  host.name = "threadripper";
  host.stateVersion = "25.05";
  disks.hostId = "deadbeef";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
  boot.params = [ "amd_pstate=active" ];
  llama = {
    instance = "instance";
    cudaCapabilities = [ "8.9" ];
  };
}
