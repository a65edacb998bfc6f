# A function captures the folder, which was exchanged.
{
  before = {
    "args.nix" = ''
      import ./call.nix (builtins.toString ./.)
    '';
    "call.nix" = ''
      folder: { use = args: builtins.readFile (folder + "/data"); }
    '';
    "data" = ''
      before
    '';
  };
  after = {
    "args.nix" = ''
      import ./call.nix (builtins.toString ./.)
    '';
    "call.nix" = ''
      folder: { use = args: builtins.readFile (folder + "/data"); }
    '';
    "data" = ''
      after
    '';
  };
}
