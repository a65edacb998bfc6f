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
  # The processors of each kernel.
  processors = {
    cygwin = "i686 x86_64";
    darwin = "x86_64 aarch64";
    freebsd = "i686 x86_64 aarch64";
    genode = "aarch64 i686 x86_64";
    ghcjs = "javascript";
    linux = "aarch64 arc armv5tel armv6l armv7a armv7l i686 loongarch64 m68k sh4 microblaze microblazeel mips mips64 mips64el mipsel powerpc powerpc64 powerpc64le riscv32 riscv64 s390 s390x x86_64";
    mmixware = "mmix";
    netbsd = "aarch64 armv6l armv7a armv7l i686 m68k mipsel powerpc riscv32 riscv64 x86_64";
    none = "aarch64_be aarch64 arm armv6l avr i686 microblaze microblazeel mips mips64 msp430 or1k m68k powerpc powerpcle riscv32 riscv64 rx s390 s390x vc4 x86_64";
    openbsd = "i686 x86_64";
    redox = "x86_64";
    solaris = "x86_64";
    uefi = "aarch64 x86_64";
    wasi = "wasm64 wasm32";
    windows = "aarch64 x86_64 i686";
  };
  ofKernel = kernel: map (cpu: "${cpu}-${kernel}") (lib.splitString " " processors.${kernel});
  all = builtins.concatMap ofKernel (builtins.attrNames processors);
  # Those of all whose processor is one of some.
  withProcessor =
    names:
    let
      list = lib.splitString " " names;
    in
    builtins.filter (double: builtins.elem (builtins.head (lib.splitString "-" double)) list) all;
  bigEndian = withProcessor "m68k microblaze mips mips64 powerpc powerpc64 s390 s390x mmix aarch64_be or1k";
in
rec {
  flakeExposed = flake;
  doubles = builtins.mapAttrs (_: withProcessor) {
    aarch = "aarch64 aarch64_be arm armv5tel armv6l armv7a armv7l";
    aarch64 = "aarch64 aarch64_be";
    arc = "arc";
    arm = "arm armv5tel armv6l armv7a armv7l";
    armv7 = "armv7a armv7l";
    i686 = "i686";
    js = "javascript";
    loongarch64 = "loongarch64";
    m68k = "m68k";
    microblaze = "microblaze microblazeel";
    mips = "mips mips64 mips64el mipsel";
    mmix = "mmix";
    or1k = "or1k";
    power = "powerpc powerpcle powerpc64 powerpc64le";
    riscv = "riscv32 riscv64";
    riscv32 = "riscv32";
    riscv64 = "riscv64";
    rx = "rx";
    s390 = "s390 s390x";
    s390x = "s390x";
    sh4 = "sh4";
    vc4 = "vc4";
    x86 = "i686 x86_64";
    x86_64 = "x86_64";
  }
  // lib.genAttrs [ "cygwin" "darwin" "freebsd" "genode" "linux" "netbsd" "openbsd" "redox" "uefi" "wasi" "windows" ] ofKernel
  // {
    inherit all bigEndian;
    embedded = ofKernel "none";
    gnu = ofKernel "linux";
    illumos = ofKernel "solaris";
    littleEndian = lib.subtractLists (bigEndian ++ [ "avr-none" ]) all;
    none = [ ];
    unix = builtins.concatMap ofKernel [ "cygwin" "darwin" "freebsd" "linux" "netbsd" "openbsd" "redox" "solaris" ];
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
