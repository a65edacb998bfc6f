# No service makes these accounts.
{
  users.users.kim.extraGroups = [ "wheel" ];
  users.users.jellyfin.extraGroups = [ "video" ];
}
