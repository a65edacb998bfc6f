{ inputs, pkgs, ... }:
{
  environment.systemPackages = [
    pkgs.git
    pkgs.vim
  ];

  system = {
    configurationRevision = inputs.self.rev or inputs.self.dirtyRev or null;
    # The release this host was first installed with; it is not raised by upgrades.
    stateVersion = "26.11";
  };
}
