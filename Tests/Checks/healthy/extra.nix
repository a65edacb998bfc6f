{ config, lib, pkgs, modulesPath, ... }:
{
  imports = [ (modulesPath + "/installer/scan/not-detected.nix") "${modulesPath}/profiles/minimal.nix" ];
  options.box.role = lib.mkOption {
    type = lib.types.enum [ "server" "desk" ];
    default = "server";
  };
  config = lib.mkMerge [
    { box.role = lib.mkForce "desk"; }
    # Lists of several modules add up, also where the type turns them into something else.
    { boot.initrd.kernelModules = [ "i915" ]; }
    (lib.mkIf (config.box.role == "desk") {
      services.printing.enable = lib.mkDefault true;
      environment.systemPackages = with pkgs; [
        git
        (python3.withPackages (ps: [ ps.numpy ]))
        (llama-cpp.override { vulkanSupport = true; })
      ];
      networking.firewall.allowedTCPPorts = [ 22 ] ++ lib.optional config.services.openssh.enable 2222;
      systemd.services.hello = {
        wantedBy = [ "multi-user.target" ];
        serviceConfig.ExecStart = lib.getExe pkgs.hello;
      };
      users.users.ann = {
        isNormalUser = true;
        shell = pkgs.bash;
        extraGroups = [ "wheel" ];
      };
    })
  ];
}
