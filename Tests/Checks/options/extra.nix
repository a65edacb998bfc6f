{ lib, ... }:
{
  services.opensh.enable = true;
  networking.firewall.allowedTCPPorts = [
    22
    "80"
  ];
  services.openssh = {
    enable = true;
    settings.PermitRootLogin = "maybe";
    settings.PaswordAuthentication = false;
  };
  time.timeZone = lib.mkForce 3;
  networking.hostName = "crate";
  sound.enable = true;
  hardware.opengl.enable = true;
  boot.kernel.sysctl."vm.swappiness" = [ 1 ];
}
