{ inputs, pkgs, ... }:
{
  environment = {
    systemPackages = [
      pkgs.git
      pkgs.vim
      pkgs.dig
      pkgs.ethtool
      pkgs.mtr
      pkgs.nmap
      pkgs.tcpdump
      pkgs.nix-output-monitor
      pkgs.nixd
      pkgs.nixfmt
      pkgs.nvd
      pkgs.helix
    ];
    variables.EDITOR = "hx";
  };

  system = {
    configurationRevision = inputs.self.rev or inputs.self.dirtyRev or null;
    # The release this host was first installed with; it is not raised by upgrades.
    stateVersion = "26.11";
  };
}
