{ inputs, ... }:
{
  imports = [ inputs.tools.nixosModules.default ];
}
