# This file is yours: nixwiz wrote it once and leaves it alone from now on.
{
  # The release whose defaults the home was begun with; it is not raised by upgrades.
  home.stateVersion = "26.11";
}
