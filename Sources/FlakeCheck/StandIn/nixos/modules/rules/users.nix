# Accounts: somebody must be able to log in, and each account must be of one kind.
{
  config,
  lib,
  ...
}:
let
  cfg = config.users;
  accounts = lib.filterAttrs (_: user: user.enable) cfg.users;
  names = builtins.attrNames accounts;
  hasSecret =
    user:
    builtins.any (name: user.${name} or null != null) [
      "hashedPassword"
      "hashedPasswordFile"
      "password"
      "initialHashedPassword"
      "initialPassword"
      "passwordFile"
    ];
  hasKey =
    user: user.openssh.authorizedKeys.keys or [ ] != [ ] || user.openssh.authorizedKeys.keyFiles or [ ] != [ ];
  canLogIn = user: (hasSecret user && user.hashedPassword or null != "!") || hasKey user;
  mayAdminister =
    name:
    name == "root"
    || builtins.elem "wheel" accounts.${name}.extraGroups
    || accounts.${name}.group == "wheel"
    || builtins.elem name (cfg.groups.wheel.members or [ ]);
  # Shells that must be set up by their own module.
  shells = [ "zsh" "fish" "xonsh" ];
  shellOf = user: if lib.isDerivation user.shell then lib.getName user.shell else "";
  wrongShell = name: let user = accounts.${name}; shell = shellOf user; in builtins.elem shell shells && !user.ignoreShellProgramCheck && !config.programs.${shell}.enable;
  at = name: [ "users" "users" name ];
  # Modules that nobody here knows may set anything.
  whole = config.nixwiz.unknownModules == [ ];
  # A service makes its account, which configurations then add groups and keys to: one of its own name, or
  # the one that its option `user` names. What is not known of services is taken to be so.
  runs =
    service:
    let
      enabled = service.enable or true;
      result = builtins.tryEval (builtins.isAttrs service && (!builtins.isBool enabled || enabled));
    in
    result.success && result.value;
  uses =
    name: service:
    let
      result = builtins.tryEval (builtins.isAttrs service && (service.user or null) == name && runs service);
    in
    result.success && result.value;
  isOfService =
    name:
    builtins.elem name serviceAccounts
    || runs (config.services.${name} or null)
    || runs (config.programs.${name} or null)
    || builtins.any (uses name) (builtins.attrValues config.services);
  serviceAccounts = import ../accounts.nix;
in
{
  assertions =
    [
      {
        assertion =
          !whole || cfg.mutableUsers || cfg.allowNoPasswordLogin || builtins.any (name: mayAdminister name && canLogIn accounts.${name}) names;
        message = "Neither the root account nor any wheel user has a password or SSH authorized key.\nYou must set one to prevent being locked out of your system.";
        code = "locked-out";
        fix = "give a wheel user a hashedPasswordFile or an SSH key, or set users.mutableUsers = true";
        about = [ "users" "mutableUsers" ];
        near = [ "users" "users" ];
      }
    ]
    ++ builtins.concatMap (
      name:
      let
        user = accounts.${name};
      in
      [
        {
          assertion =
            !whole
            || name == "root"
            || user.isNormalUser != user.isSystemUser
            || (user.uid or null != null && user.uid < 1000)
            || !user.isNormalUser && isOfService name;
          message = "Exactly one of users.users.${name}.isSystemUser and users.users.${name}.isNormalUser must be set.";
          code = "user-kind";
          fix = "set isNormalUser = true for a person, isSystemUser = true for a service";
          about = at name;
        }
        {
          assertion = !whole || user.group != "" || isOfService name;
          message = "users.users.${name}.group is unset. This used to default to\nnogroup, but this is unsafe. For example you can create a group\nfor this user with:\nusers.users.${name}.group = \"${name}\";\nusers.groups.${name} = {};";
          code = "user-without-group";
          about = at name;
        }
        {
          assertion = !wrongShell name;
          message = "users.users.${name}.shell is set to ${shellOf user}, but\nprograms.${shellOf user}.enable is not true. This will cause the ${shellOf user}\nshell to lack the basic nix directories in its PATH and might make\nlogging in as that user impossible.";
          code = "shell-not-enabled";
          fix = "set programs.${shellOf user}.enable = true";
          about = at name ++ [ "shell" ];
        }
        {
          assertion = !(user.hashedPassword or null != null && builtins.match ".*:.*" user.hashedPassword != null);
          message = "The password hash of user \"${name}\" contains a \":\" character.\nThis is invalid and would break the login system because the fields\nof /etc/shadow (file where hashes are stored) are colon-separated.";
          code = "password-hash";
          about = at name;
        }
      ]
    ) names
    ++ [
      {
        assertion =
          let
            ids = builtins.filter (id: id != null) (map (name: accounts.${name}.uid) names);
          in
          !cfg.enforceIdUniqueness || lib.allUnique ids;
        message = "UIDs and GIDs must be unique!";
        code = "duplicate-ids";
        about = [ "users" "users" ];
      }
    ];
}
