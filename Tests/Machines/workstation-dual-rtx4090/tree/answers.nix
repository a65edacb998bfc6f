# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  host = {
    name = "threadripper";
    release = "unstable";
    stateVersion = "25.05";
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
  disks.hostId = "deadbeef";
  boot.params = [ "amd_pstate=active" ];
  llama = {
    instance = "instance";
    cudaCapabilities = [ "8.9" ];
  };
}
