{
  users.mutableUsers = false;
  users.users.ann.isNormalUser = true;
  users.users.bob = { };
}
