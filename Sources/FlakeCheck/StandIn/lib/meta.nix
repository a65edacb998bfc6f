# What packages say about themselves.
{ lib }:
rec {
  addMetaAttrs = meta: drv: drv // { meta = drv.meta or { } // meta; };
  mapDerivationAttrset = f: builtins.mapAttrs (_: p: if lib.isDerivation p then f p else p);
  setName = name: drv: drv // { inherit name; };
  updateName = f: drv: drv // { name = f drv.name; };
  appendToName = suffix: drv: updateName (name: "${name}-${suffix}") drv;
  setPrio = priority: addMetaAttrs { inherit priority; };
  defaultPriority = 5;
  lowPrio = setPrio 10;
  lowPrioSet = mapDerivationAttrset lowPrio;
  hiPrio = setPrio (-10);
  hiPrioSet = mapDerivationAttrset hiPrio;
  dontDistribute = addMetaAttrs { hydraPlatforms = [ ]; };
  platformMatch =
    platform: pattern: if builtins.isString pattern then platform.system or platform == pattern else lib.matchAttrs pattern (platform.parsed or { });
  availableOn =
    platform: pkg: !(pkg.meta.unsupported or false) && !(pkg.meta.broken or false);
  getExe =
    pkg:
    getExe' pkg (
      pkg.meta.mainProgram or (lib.getName pkg)
    );
  getExe' =
    pkg: program:
    if !builtins.isString program then
      throw "lib.meta.getExe': The second argument is of type ${builtins.typeOf program}, but should be a string"
    else if builtins.match ".*/.*" program != null then
      throw "lib.meta.getExe': The second argument \"${program}\" is a nested path with a \"/\" character, but it should just be the name of the executable instead."
    else
      "${lib.getBin pkg}/bin/${program}";
  licensesSpdx = builtins.listToAttrs (
    map (license: lib.nameValuePair license.spdxId license) (
      builtins.filter (license: license ? spdxId) (builtins.attrValues lib.licenses)
    )
  );
  sourceTypes =
    lib.genAttrs [ "binaryBytecode" "binaryFirmware" "binaryNativeCode" "fromSource" "obfuscatedCode" ]
      (shortName: {
        inherit shortName;
        isSource = shortName == "fromSource";
      });
  getLicenseFromSpdxId = id: getLicenseFromSpdxIdOr id { shortName = id; };
  getLicenseFromSpdxIdOr =
    id: fallback:
    let
      found = builtins.filter (l: l.spdxId or "" == id) (builtins.attrValues lib.licenses);
    in
    if found == [ ] then fallback else builtins.head found;
}
