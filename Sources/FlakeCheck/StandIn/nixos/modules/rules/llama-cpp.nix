# services.llama-cpp: settings become command-line flags, and the package must find its graphics card.
{
  config,
  options,
  lib,
  ...
}:
let
  cfg = config.services.llama-cpp;
  prefix = [ "services" "llama-cpp" ];
  gpu = cfg.package.passthru.gpu or { };
  any = name: gpu.${name} or false;
  # CMake takes the last of several definitions of a variable.
  isOn =
    variable:
    builtins.foldl' (
      known: flag:
      let
        parts = builtins.match "-D([^:=]+)(:[A-Z]+)?=(.*)" flag;
      in
      if builtins.isString flag && parts != null && builtins.head parts == variable then builtins.elem (lib.toUpper (lib.last parts)) [ "TRUE" "ON" "YES" "1" ] else known
    ) false (cfg.package.cmakeFlags or [ ]);
  usesGpu = any "cuda" || any "hip" || any "vulkan";
  # The flags as the unit gets them: only scalars and lists of scalars can be written.
  render =
    name: value:
    if builtins.isList value then
      builtins.foldl' (acc: v: builtins.seq (lib.generators.mkValueStringDefault { } v) acc) null value
    else if builtins.isBool value || value == null then
      null
    else
      builtins.seq (lib.generators.mkValueStringDefault { } value) null;
  # Where a key of the settings is defined; a definition with a property in it comes first.
  defsOf =
    name:
    let
      defs = builtins.filter (def: builtins.isAttrs def.value && def.value ? ${name}) options.services.llama-cpp.settings.definitionsWithLocations;
      parts = builtins.partition (def: def.value.${name}._type or null != null) defs;
    in
    parts.right ++ parts.wrong;
  placeOf =
    name:
    let
      defs = defsOf name;
    in
    if defs == [ ] then null else builtins.unsafeGetAttrPos name (builtins.head defs).value;
  settings = removeAttrs cfg.settings [ ];
  # Values that systemd or the shell-like splitting of the unit would change.
  unsafe = builtins.filter (
    name: builtins.isString settings.${name} && builtins.match ".*[ \"'%$\\].*" settings.${name} != null
  ) (builtins.attrNames settings);
  inHome = builtins.filter (
    name:
    let
      value = settings.${name};
    in
    lib.isStringLike value && builtins.match "/(home|root)/.*" (toString value) != null
  ) (builtins.attrNames settings);
  negated = builtins.filter (name: settings.${name} == false) (builtins.attrNames settings);
  warn = condition: value: lib.optional (cfg.enable && condition) value;
in
{
  nixwiz.demands = lib.optionals cfg.enable (
    [
      {
        about = prefix ++ [ "package" ];
        value = cfg.package;
      }
    ]
    ++ lib.mapAttrsToList (name: value: {
      about = prefix ++ [ "settings" ];
      place = placeOf name;
      code = "settings-value";
      fix = "settings of llama-cpp take strings, numbers, booleans, lists of them and null; mkIf, mkForce and mkDefault are not resolved there: use `if … then … else null`, and define each key once";
      value = render name value;
    }) settings
  );
  assertions = [
    {
      assertion = !cfg.enable || !(config.services.open-webui.enable && cfg.settings.port or 8080 == config.services.open-webui.port);
      message = "services.llama-cpp and services.open-webui both listen on port ${toString (cfg.settings.port or 8080)}";
      code = "port-clash";
      severity = "warning";
      fix = "give one of them another port";
      about = prefix ++ [ "settings" ];
    }
  ];
  warnings =
    warn (usesGpu && !config.hardware.graphics.enable) {
      message = "llama-cpp is built for a graphics card, but hardware.graphics.enable is false: the service finds no driver libraries and runs on the processor";
      code = "no-graphics-libraries";
      fix = "set hardware.graphics.enable = true";
      about = if builtins.elem "nvidia" config.services.xserver.videoDrivers then [ "services" "xserver" "videoDrivers" ] else prefix ++ [ "package" ];
    }
    ++ warn (any "cuda" && any "hip") {
      message = "llama-cpp is built with both CUDA and ROCm: one of the two back ends is silently dropped";
      code = "cuda-and-rocm";
      fix = "override it with rocmSupport = false or cudaSupport = false";
      about = prefix ++ [ "package" ];
    }
    ++ warn (isOn "GGML_NATIVE" && isOn "GGML_BACKEND_DL") {
      message = "llama-cpp is built with GGML_NATIVE beside GGML_BACKEND_DL, which CMake refuses: nixpkgs builds the code of all processors and chooses when the program starts";
      code = "native-build";
      fix = "leave GGML_NATIVE out, or override the package with cpuArchDynamicDispatch = false too";
      about = prefix ++ [ "package" ];
    }
    ++ map (name: {
      message = "the unit of llama-cpp cannot read below /home and /root, where services.llama-cpp.settings.${name} points";
      code = "model-in-home";
      fix = "move the file to /var/lib/models";
      place = placeOf name;
      about = prefix ++ [ "settings" ];
    }) (lib.optionals cfg.enable inHome)
    ++ map (name: {
      message = "the value of services.llama-cpp.settings.${name} is written into the unit without quotes: blanks, quotes, % and $ in it change its meaning";
      code = "unquoted-setting";
      fix = "escape the value as systemd wants it, or avoid these characters";
      place = placeOf name;
      about = prefix ++ [ "settings" ];
    }) (lib.optionals cfg.enable unsafe)
    ++ map (name: {
      message = "services.llama-cpp.settings.${name} = false writes no flag at all";
      code = "negative-flag";
      fix = "write no-${name} = true";
      place = placeOf name;
      about = prefix ++ [ "settings" ];
    }) (lib.optionals cfg.enable negated);
}
