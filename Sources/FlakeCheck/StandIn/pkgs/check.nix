# Whether a package may be used: licence, brokenness, platform, known vulnerabilities.
{ lib, config, platform }:
let
  permitted =
    package:
    let
      name = lib.getName package;
    in
    config.allowUnfree or false
    || (config.allowUnfreePredicate or (_: false)) package
    || builtins.elem name (config.allowUnfreePackages or [ ])
    || config ? allowlistedLicenses
    || config ? whitelistedLicenses;
  brokenAllowed = package: config.allowBroken or false || (config.allowBrokenPredicate or (_: false)) package;
  insecureAllowed =
    package:
    (config.allowInsecurePredicate or (_: false)) package
    || builtins.any (name: lib.hasPrefix "${lib.getName package}" name) (config.permittedInsecurePackages or [ ]);
  refuse =
    package: why: throw "Refusing to evaluate package '${package.name}' because it ${why}";
in
# Gives `value` back, or refuses.
package: value:
let
  meta = package.meta or { };
in
if meta.unfree or false && !permitted package then
  refuse package "has an unfree license (‘${meta.license.shortName or "unfree"}’)"
else if meta.broken or false && !brokenAllowed package then
  refuse package "has problems:\n- broken: This package is broken."
else if
  meta.unsupported or false
  && platform.system == "x86_64-linux"
  && !(config.allowUnsupportedSystem or false)
then
  refuse package "is not available on the requested hostPlatform:\n  hostPlatform.system = \"${platform.system}\""
else if meta.insecure or false && !insecureAllowed package then
  refuse package "has known vulnerabilities and is marked as insecure"
else
  value
