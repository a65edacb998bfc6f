# Files, read while the configuration is evaluated.
{ lib }:
rec {
  inherit (builtins)
    baseNameOf
    dirOf
    hashFile
    isPath
    pathExists
    readDir
    ;
  pathType = builtins.readFileType;
  readFileType = builtins.readFileType;
  pathIsDirectory = path: builtins.pathExists path && pathType path == "directory";
  pathIsRegularFile = path: builtins.pathExists path && pathType path == "regular";
  listFilesRecursive =
    dir:
    builtins.concatMap (
      name:
      let
        here = dir + "/${name}";
      in
      if (builtins.readDir dir).${name} == "directory" then listFilesRecursive here else [ here ]
    ) (builtins.attrNames (builtins.readDir dir));
  locateDominatingFile = pattern: dir: lib.unmodelled "lib.filesystem.locateDominatingFile";
  haskellPathsInDir = lib.unmodelled "lib.filesystem.haskellPathsInDir";
  resolveDefaultNix = path: if pathIsDirectory path then path + "/default.nix" else path;
  packagesFromDirectoryRecursive =
    {
      callPackage,
      newScope ? null,
      directory,
      ...
    }:
    let
      one =
        name: kind:
        let
          here = directory + "/${name}";
        in
        if kind == "directory" then
          {
            inherit name;
            value =
              if builtins.pathExists (here + "/package.nix") then
                callPackage (here + "/package.nix") { }
              else
                packagesFromDirectoryRecursive {
                  inherit callPackage;
                  directory = here;
                };
          }
        else
          {
            name = lib.removeSuffix ".nix" name;
            value = callPackage here { };
          };
      entries = lib.filterAttrs (name: kind: kind == "directory" || lib.hasSuffix ".nix" name) (builtins.readDir directory);
    in
    if builtins.pathExists (directory + "/package.nix") then
      callPackage (directory + "/package.nix") { }
    else
      lib.mapAttrs' one entries;
}
