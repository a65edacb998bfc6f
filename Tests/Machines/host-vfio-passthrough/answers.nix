{
  host.name = "hypervisor";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      groups = [ "kvm" ];
    }
  ];
}
