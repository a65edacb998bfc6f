# CUDA, ROCm and llama-cpp: the packages that a host overrides for its graphics card.
{
  lib,
  facts,
  package,
  config,
  platform,
  again,
}:
self:
let
  inherit (package) make;
  withConfig = changes: again { config = config // changes; };

  # Compute capabilities: the CUDA releases that know them, both ends included.
  capabilities = {
    "5.0" = { max = "12.9"; };
    "5.2" = { max = "12.9"; };
    "6.0" = { max = "12.9"; };
    "6.1" = { max = "12.9"; };
    "7.0" = { max = "12.9"; };
    "7.2" = { max = "12.2"; jetson = true; };
    "7.5" = { };
    "8.0" = { };
    "8.6" = { };
    "8.7" = { jetson = true; };
    "8.9" = { };
    "9.0" = { };
    "9.0a" = { };
    "10.0" = { min = "12.8"; };
    "10.0a" = { min = "12.8"; };
    "10.0f" = { min = "12.9"; };
    "10.1" = { min = "12.8"; max = "12.9"; jetson = true; };
    "10.3" = { min = "12.9"; };
    "10.3a" = { min = "12.9"; };
    "10.3f" = { min = "12.9"; };
    "11.0" = { min = "13.0"; jetson = true; };
    "12.0" = { min = "12.8"; };
    "12.0a" = { min = "12.8"; };
    "12.0f" = { min = "12.9"; };
    "12.1" = { min = "12.9"; };
    "12.1a" = { min = "12.9"; };
    "12.1f" = { min = "12.9"; };
    "3.5" = { max = "11.8"; };
    "3.7" = { max = "11.8"; };
  };
  defaults = [ "7.5" "8.0" "8.6" "8.9" "9.0" "10.0" "10.3" "12.0" "12.1" ];
  wanted = config.cudaCapabilities or [ ];

  cudaSet =
    version:
    let
      unknown = builtins.filter (c: !(capabilities ? ${c})) wanted;
      old = builtins.filter (c: lib.versionOlder (capabilities.${c}.max or "99") version) wanted;
      new = builtins.filter (c: lib.versionOlder version (capabilities.${c}.min or "0")) wanted;
      jetson = builtins.filter (c: capabilities.${c}.jetson or false) wanted;
      attribute = "cudaPackages_${builtins.replaceStrings [ "." ] [ "_" ] version}";
      list = builtins.toJSON;
      checked =
        if unknown != [ ] then
          throw "attribute '\"${builtins.head unknown}\"' missing: there is no CUDA capability ${builtins.head unknown}"
        else if old != [ ] then
          throw "${attribute}.backendStdenv has failed assertions:\n- Requested CUDA capabilities which are too old for CUDA ${version}: ${list old}"
        else if new != [ ] then
          throw "${attribute}.backendStdenv has failed assertions:\n- Requested CUDA capabilities which are too new for CUDA ${version}: ${list new}"
        else if jetson != [ ] && platform.isx86_64 then
          throw "${attribute}.backendStdenv has failed assertions:\n- Requested Jetson CUDA capabilities (${list jetson}) require hostPlatform (${platform.system}) to be aarch64-linux"
        else
          null;
      major = lib.versions.major version;
      redist =
        pname:
        make {
          inherit pname;
          attrs.name = "cuda${version}-${pname}-${version}";
          meta = {
            unfree = true;
            license = lib.licenses.nvidiaCudaRedist;
          };
          demand = checked;
        };
      names = facts.scope "cudaPackages_${major}";
      needed =
        [ (if lib.versionAtLeast version "13.3" then "cccl" else "cuda_cccl") "cuda_cudart" "cuda_nvcc" "libcublas" ]
        ++ lib.optionals (major == "13") [ "cuda_crt" "libnvvm" ];
      set =
        builtins.mapAttrs (
          name: _:
          let
            inner = facts.scope "cudaPackages.${name}";
          in
          if inner != null then lib.mapAttrs (n: _: facts.opaque n) inner else redist (if name == "cccl" && lib.versionOlder version "13.3" then "cuda_cccl" else name)
        ) names
        // {
          cudaVersion = version;
          cudaMajorVersion = major;
          cudaMajorMinorVersion = version;
          cudaAtLeast = lib.versionAtLeast version;
          cudaOlder = lib.versionOlder version;
          backendStdenv = builtins.seq checked (self.stdenv // { inherit checked; });
          flags = builtins.seq checked {
            cudaCapabilities = if wanted == [ ] then defaults else wanted;
            cudaForwardCompat = config.cudaForwardCompat or true;
            cmakeCudaArchitecturesString = lib.concatMapStringsSep ";" (builtins.replaceStrings [ "." ] [ "" ]) (if wanted == [ ] then defaults else wanted);
            gencode = [ ];
            gencodeString = "";
            isJetsonBuild = jetson != [ ];
            realArches = [ ];
            virtualArches = [ ];
            dropDot = builtins.replaceStrings [ "." ] [ "" ];
            dropDots = map (builtins.replaceStrings [ "." ] [ "" ]);
          };
          pkgs = self // { cudaPackages = set; };
          overrideScope = overlay: set // overlay set set;
          recurseForDerivations = true;
          # What a package built with CUDA uses of the set.
          demandedByBuilds = builtins.foldl' (acc: name: builtins.seq (redist name).drvPath acc) checked needed;
        };
    in
    set;
  cudaSets = {
    cudaPackages = cudaSet "12.9";
    cudaPackages_12 = cudaSet "12.9";
    cudaPackages_12_6 = cudaSet "12.6";
    cudaPackages_12_8 = cudaSet "12.8";
    cudaPackages_12_9 = cudaSet "12.9";
    cudaPackages_13 = cudaSet "13.2";
    cudaPackages_13_0 = cudaSet "13.0";
    cudaPackages_13_1 = cudaSet "13.1";
    cudaPackages_13_2 = cudaSet "13.2";
    cudaPackages_13_3 = cudaSet "13.3";
  };

  rocmTargets = [
    "gfx900"
    "gfx906"
    "gfx908"
    "gfx90a"
    "gfx942"
    "gfx950"
    "gfx1010"
    "gfx1030"
    "gfx1100"
    "gfx1101"
    "gfx1102"
    "gfx1103"
    "gfx1150"
    "gfx1151"
    "gfx1200"
    "gfx1201"
  ];
  rocm =
    scope:
    builtins.mapAttrs (
      name: _: if lib.hasPrefix "gfx" name then rocm "rocmPackages.${name}" else make { pname = name; }
    ) (facts.scope scope)
    // {
      clr = make { pname = "clr"; attrs.passthru = { gpuTargets = rocmTargets; }; };
      recurseForDerivations = true;
      overrideScope = overlay: rocm scope // overlay (rocm scope) (rocm scope);
    };

  flag = name: args: fallback: if builtins.isBool (args.${name} or fallback) then args.${name} or fallback else throw "expected a Boolean but found ${builtins.typeOf args.${name}}: the argument `${name}`";
  llama =
    args:
    let
      cuda = flag "cudaSupport" args (config.cudaSupport or false);
      hip = flag "rocmSupport" args (config.rocmSupport or false);
      vulkan = flag "vulkanSupport" args false;
      metal = flag "metalSupport" args false;
      targets = args.rocmGpuTargets or rocmTargets;
      sets = args.cudaPackages or self.cudaPackages;
      listed = if builtins.isList targets then builtins.deepSeq targets null else throw "expected a list but found a ${builtins.typeOf targets}: the argument `rocmGpuTargets` of `llama-cpp.override`";
    in
    {
      pname = "llama-cpp";
      version = "9842";
      arguments = (facts.package "llama-cpp").arguments;
      rebuild = given: _: llama (args // given);
      meta.broken = metal && !platform.isDarwin;
      attrs = {
        cmakeFlags = [
          (lib.cmakeBool "GGML_NATIVE" false)
          (lib.cmakeBool "GGML_CUDA" cuda)
          (lib.cmakeBool "GGML_HIP" hip)
          (lib.cmakeBool "GGML_VULKAN" vulkan)
        ]
        ++ lib.optional (flag "cpuArchDynamicDispatch" args true) (lib.cmakeBool "GGML_BACKEND_DL" true);
        npmDepsHash = "";
        passthru.gpu = { inherit cuda hip vulkan; };
      };
      demand = builtins.seq (if cuda then sets.demandedByBuilds or null else null) (if hip then builtins.seq (args.rocmPackages or null) listed else null);
    };
in
cudaSets
// {
  pkgsCuda = withConfig {
    cudaSupport = true;
    rocmSupport = false;
  };
  pkgsRocm = withConfig {
    rocmSupport = true;
    cudaSupport = false;
  };
  pkgsForCudaArch = builtins.listToAttrs (
    map (capability: {
      name = "sm_${builtins.replaceStrings [ "." ] [ "" ] capability}";
      value = withConfig {
        cudaSupport = true;
        rocmSupport = false;
        cudaCapabilities = [ capability ];
      };
    }) (builtins.attrNames capabilities)
  );
  rocmPackages = rocm "rocmPackages";
  llama-cpp = make (llama { });
}
// builtins.mapAttrs
  (
    name: argument:
    let
      variant = llama-cpp: llama-cpp.override { ${argument} = true; };
    in
    # The variants are functions of llama-cpp alone: they take none of its arguments.
    variant self.llama-cpp
    // {
      override = package.overrider {
        inherit name;
        arguments = [ "llama-cpp" ];
        closed = true;
        apply = given: variant (given.llama-cpp or self.llama-cpp);
      };
    }
  )
  {
    llama-cpp-rocm = "rocmSupport";
    llama-cpp-vulkan = "vulkanSupport";
  }
// {
  pkgsMusl = self;
  pkgsStatic = self;
  pkgsLLVM = self;
  pkgsi686Linux = self;
  pkgsLinux = self;
  pkgsCross = lib.genAttrs [
    "aarch64-multiplatform"
    "aarch64-multiplatform-musl"
    "armv7l-hf-multiplatform"
    "gnu32"
    "gnu64"
    "mingw32"
    "mingwW64"
    "musl64"
    "raspberryPi"
    "riscv64"
  ] (_: self)
  // { __unlisted = _: self; };
}
