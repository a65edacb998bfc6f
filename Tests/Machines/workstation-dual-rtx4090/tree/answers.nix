# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "threadripper";
    release = "unstable";
    stateVersion = "25.05";
  };
  disks.hostId = "deadbeef";
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
  boot.params = [ "amd_pstate=active" ];
  llama = {
    instance = "instance";
    cudaCapabilities = [ "8.9" ];
  };
}
