# This file is yours: nixwiz wrote it once and leaves it alone from now on. What it sets is merged
# with ../../modules; where the two disagree, lib.mkForce in this file decides.
{
  imports = [ ./hardware.nix ];
}
