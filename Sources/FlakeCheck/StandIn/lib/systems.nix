# Platforms: the names Nix knows and what configurations ask about them.
{ lib }:
let
  cpus = {
    aarch64 = { bits = 64; family = "arm"; };
    aarch64_be = { bits = 64; family = "arm"; };
    armv5tel = { bits = 32; family = "arm"; };
    armv6l = { bits = 32; family = "arm"; };
    armv7a = { bits = 32; family = "arm"; };
    armv7l = { bits = 32; family = "arm"; };
    i386 = { bits = 32; family = "x86"; };
    i486 = { bits = 32; family = "x86"; };
    i586 = { bits = 32; family = "x86"; };
    i686 = { bits = 32; family = "x86"; };
    x86_64 = { bits = 64; family = "x86"; };
    loongarch64 = { bits = 64; family = "loongarch"; };
    m68k = { bits = 32; family = "m68k"; };
    microblaze = { bits = 32; family = "microblaze"; };
    microblazeel = { bits = 32; family = "microblaze"; };
    mips = { bits = 32; family = "mips"; };
    mipsel = { bits = 32; family = "mips"; };
    mips64 = { bits = 64; family = "mips"; };
    mips64el = { bits = 64; family = "mips"; };
    powerpc = { bits = 32; family = "power"; };
    powerpc64 = { bits = 64; family = "power"; };
    powerpc64le = { bits = 64; family = "power"; };
    riscv32 = { bits = 32; family = "riscv"; };
    riscv64 = { bits = 64; family = "riscv"; };
    s390 = { bits = 32; family = "s390"; };
    s390x = { bits = 64; family = "s390"; };
    wasm32 = { bits = 32; family = "wasm"; };
    wasm64 = { bits = 64; family = "wasm"; };
    avr = { bits = 8; family = "avr"; };
    arm = { bits = 32; family = "arm"; };
    or1k = { bits = 32; family = "or1k"; };
    rx = { bits = 32; family = "rx"; };
    js = { bits = 32; family = "js"; };
  };
  kernels = [
    "linux"
    "darwin"
    "macos"
    "ios"
    "freebsd"
    "netbsd"
    "openbsd"
    "solaris"
    "windows"
    "cygwin"
    "none"
    "wasi"
    "redox"
    "genode"
    "mmixware"
    "ghcjs"
    "uefi"
  ];
  flake = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "armv6l-linux"
    "armv7l-linux"
    "i686-linux"
    "aarch64-darwin"
    "powerpc64le-linux"
    "riscv64-linux"
    "x86_64-freebsd"
  ];
  linux = [
    "aarch64-linux"
    "armv6l-linux"
    "armv7l-linux"
    "i686-linux"
    "loongarch64-linux"
    "powerpc64le-linux"
    "riscv64-linux"
    "s390x-linux"
    "x86_64-linux"
  ];
  darwin = [
    "aarch64-darwin"
    "x86_64-darwin"
  ];
in
rec {
  flakeExposed = flake;
  doubles = {
    inherit linux darwin;
    all = linux ++ darwin;
    unix = linux ++ darwin;
    x86 = [ "i686-linux" "x86_64-linux" "x86_64-darwin" ];
    x86_64 = [ "x86_64-linux" "x86_64-darwin" ];
    i686 = [ "i686-linux" ];
    aarch64 = [ "aarch64-linux" "aarch64-darwin" ];
    arm = [ "armv6l-linux" "armv7l-linux" ];
    riscv = [ "riscv64-linux" ];
    none = [ ];
    windows = [ ];
    freebsd = [ ];
    netbsd = [ ];
    openbsd = [ ];
  };

  # A platform from `x86_64-linux`, `x86_64-unknown-linux-gnu`, or a set with `system` or `config`.
  elaborate =
    args:
    let
      given = if builtins.isString args then { system = args; } else args;
      text = given.system or given.config or (throw "a platform has neither `system` nor `config`");
      parts = builtins.filter builtins.isString (builtins.split "-" text);
      cpu = builtins.head parts;
      kernelPart = lib.findFirst (p: builtins.elem p kernels) null (builtins.tail parts);
      kernel =
        if kernelPart == null then throw "Unknown kernel: ${lib.last parts}" else kernelPart;
      known = cpus.${cpu} or (throw "Unknown CPU type: ${cpu}");
      system = builtins.seq known "${cpu}-${kernel}";
      isLinux = kernel == "linux";
      isDarwin = kernel == "darwin" || kernel == "macos";
      is64bit = known.bits == 64;
      isx86 = known.family == "x86";
      isAarch = known.family == "arm";
      platform = {
        inherit
          system
          isLinux
          isDarwin
          is64bit
          isx86
          isAarch
          ;
        config = if isLinux then "${cpu}-unknown-linux-gnu" else "${cpu}-${kernel}";
        is32bit = known.bits == 32;
        isx86_64 = isx86 && is64bit;
        isx86_32 = isx86 && !is64bit;
        isi686 = cpu == "i686";
        isAarch64 = isAarch && is64bit;
        isAarch32 = isAarch && !is64bit;
        isArmv7 = cpu == "armv7l" || cpu == "armv7a";
        isRiscV = known.family == "riscv";
        isRiscV64 = cpu == "riscv64";
        isPower = known.family == "power";
        isPower64 = known.family == "power" && is64bit;
        isLoongArch64 = cpu == "loongarch64";
        isMips = known.family == "mips";
        isS390 = known.family == "s390";
        isS390x = cpu == "s390x";
        isUnix = isLinux || isDarwin;
        isGnu = isLinux;
        isMusl = false;
        isStatic = false;
        isWindows = kernel == "windows";
        isMacOS = isDarwin;
        isBSD = false;
        isFreeBSD = kernel == "freebsd";
        isLittleEndian = true;
        isBigEndian = false;
        isEfi = isx86 || isAarch;
        isILP32 = false;
        isCompatible = other: other.system or null == system;
        canExecute = other: other.system or null == system;
        emulatorAvailable = pkgs: true;
        emulator = pkgs: "";
        parsed = {
          cpu = known // { name = cpu; };
          kernel.name = kernel;
          vendor.name = "unknown";
          abi.name = "gnu";
        };
        qemuArch = cpu;
        linuxArch = if cpu == "aarch64" then "arm64" else if isx86 then "x86_64" else cpu;
        uname = {
          system = if isLinux then "Linux" else "Darwin";
          processor = cpu;
          release = null;
        };
        libc = "glibc";
        gcc = { };
        linux-kernel = {
          name = "default";
          target = if isx86 then "bzImage" else "Image";
          DTB = isAarch;
        };
        extensions = {
          sharedLibrary = if isDarwin then ".dylib" else ".so";
          staticLibrary = ".a";
          executable = "";
          library = if isDarwin then ".dylib" else ".so";
        };
        hasSharedLibraries = true;
        useLLVM = false;
        rust.rustcTarget = "${cpu}-unknown-linux-gnu";
        go.GOARCH = if cpu == "x86_64" then "amd64" else if cpu == "aarch64" then "arm64" else cpu;
        efiArch = if isx86 then "x64" else "aa64";
        darwinArch = cpu;
        ubootArch = cpu;
        _type = "platform";
        __toString = _: system;
      };
    in
    platform // removeAttrs given [ "system" "config" ];
  equals = a: b: a.system == b.system;
  systemToAttrs = s: if builtins.isString s then { system = s; } else s;
  inspect.predicates = lib.mapAttrs (name: _: platform: platform.${name}) (elaborate "x86_64-linux");
  inspect.patterns = { };
  parse = {
    mkSystemFromString = s: (elaborate s).parsed;
    doubleFromSystem = p: "${p.cpu.name}-${p.kernel.name}";
  };
  examples = builtins.mapAttrs (_: config: { inherit config; }) {
    aarch64-multiplatform = "aarch64-unknown-linux-gnu";
    armv7l-hf-multiplatform = "armv7l-unknown-linux-gnu";
    gnu64 = "x86_64-unknown-linux-gnu";
    gnu32 = "i686-unknown-linux-gnu";
    musl64 = "x86_64-unknown-linux-gnu";
    raspberryPi = "armv6l-unknown-linux-gnu";
    riscv64 = "riscv64-unknown-linux-gnu";
  };
  platforms = { };
  architectures = {
    features = { };
    inferiors = { };
  };
  functionNames = [ ];
  supported = { };
}
