# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "hyperv-guest";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      name = "ada";
      sshKeys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJHl9l8SgyVS9wXuKz5jXQoYJr9jYfpVpZ0mJ9yq1c3F ada@hyperv"
      ];
    }
  ];
}
