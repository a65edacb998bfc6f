import HostModel
import NixLanguage

/// `modules/graphics.nix`.
struct GraphicsScope: TemplateScope {
  struct NVIDIA: TemplateScope {
    let nvidia: NVIDIAPlan
    /// Whether the release has an option for the branch; older ones are given its package.
    let hasBranch: Bool

    /// Nil for the branch that NixOS takes by itself, unless somebody asked for it by name.
    private var branch: Decision<NVIDIABranch>? { nvidia.isDefaultBranch ? nil : nvidia.branch }

    /// Branches without open modules are closed by themselves; for others NixOS has no default.
    private var saysOpen: Bool { nvidia.branch.value.hasOpenModule }

    static let holes: [TemplateHole<NVIDIA>] = [
      .flag("datacenter") { $0.nvidia.datacenter },
      .optional("branchBecause") { $0.branch.flatMap { ReasonScope($0) } },
      .optional("branch") { scope in
        scope.hasBranch ? scope.branch.map { ValueScope(.string($0.value.rawValue)) } : nil
      },
      .optional("driver") { scope in
        scope.hasBranch ? nil : scope.branch.map { PackageScope($0.value.oldName) }
      },
      .optional("openBecause") { $0.saysOpen ? ReasonScope($0.nvidia.open) : nil },
      .optional("open") { scope in
        scope.saysOpen ? ValueScope(.bool(scope.nvidia.open.value)) : nil
      },
      .flag("withoutSettings") { !$0.nvidia.settings && !$0.nvidia.datacenter },
      .flag("persistenced") { $0.nvidia.persistenced && !$0.nvidia.datacenter },
      .flag("dynamicBoost") { $0.nvidia.dynamicBoost },
      .flag("power") { $0.nvidia.powerManagement || $0.nvidia.finegrained },
      .flag("finegrained") { $0.nvidia.finegrained },
      .optional("hybrid") { $0.nvidia.hybrid.map(Hybrid.init) },
    ]
  }

  struct Hybrid: TemplateScope {
    struct Bus: TemplateScope {
      let id: String
      static let holes: [TemplateHole<Bus>] = [.literal("busId") { .string($0.id) }]
    }

    let hybrid: NVIDIAPlan.Hybrid
    static let holes: [TemplateHole<Hybrid>] = [
      .optional("because") { ReasonScope($0.hybrid.mode) },
      .flag("offload") { $0.hybrid.mode.value == .offload },
      .flag("sync") { $0.hybrid.mode.value == .sync },
      .flag("reverseSync") { $0.hybrid.mode.value == .reverseSync },
      .optional("intel") { $0.hybrid.intelBusID.map(Bus.init) },
      .optional("amd") { $0.hybrid.amdBusID.map(Bus.init) },
      .literal("nvidiaBusId") { .string($0.hybrid.nvidiaBusID) },
    ]
  }

  struct AMD: TemplateScope {
    let graphics: GraphicsPlan
    static let holes: [TemplateHole<AMD>] = [
      .optional("legacy") {
        $0.graphics.amdLegacy.value ? ReasonScope($0.graphics.amdLegacy.reason) : nil
      },
      .flag("early") { $0.graphics.earlyAMD },
      .flag("opencl") { $0.graphics.amdOpenCL },
    ]
  }

  let graphics: GraphicsPlan
  let dialect: Release.Dialect

  /// Whether the driver is named as a package of the kernel's own set.
  private var namesPackage: Bool {
    guard let nvidia = graphics.nvidia else { return false }
    return !dialect.nvidiaBranch && !nvidia.datacenter && !nvidia.isDefaultBranch
  }

  private var isSimple: Bool { !graphics.enable32Bit && graphics.extraPackages.isEmpty }

  static let holes: [TemplateHole<GraphicsScope>] = [
    .optional("arguments") {
      ArgumentsScope([
        $0.namesPackage ? "config" : nil, $0.graphics.extraPackages.isEmpty ? nil : "pkgs",
      ])
    },
    .flag("switch") { $0.graphics.nvidia.map { !$0.datacenter } ?? false },
    .flag("simple") { $0.isSimple },
    .flag("enable32Bit") { $0.graphics.enable32Bit },
    .flag("extra") { !$0.graphics.extraPackages.isEmpty },
    .list("packages") { $0.graphics.extraPackages.map { PackageScope($0) } },
    .optional("nvidia") { scope in
      scope.graphics.nvidia.map {
        NVIDIA(nvidia: $0, hasBranch: scope.dialect.nvidiaBranch)
      }
    },
    .optional("amdgpu") {
      $0.graphics.amdLegacy.value || $0.graphics.amdOpenCL || $0.graphics.earlyAMD
        ? AMD(graphics: $0.graphics) : nil
    },
    .flag("containers") { $0.graphics.nvidia?.containers ?? false },
    .flag("rusticl") { $0.graphics.rusticl },
    .optional("early") { ValueScope(unlessEmpty: $0.graphics.earlyModules) },
  ]
}

extension NVIDIAPlan {
  /// Whether it is the branch that NixOS takes by itself: `stable` is another name of production.
  fileprivate var isDefaultBranch: Bool { branch.value == .production && !branch.origin.isAnswer }
}

extension NVIDIABranch {
  /// The attribute of `nvidiaPackages` in releases without `hardware.nvidia.branch`, whose
  /// production branch was the 580 that later became a legacy one.
  fileprivate var oldName: String { self == .legacy580 ? "production" : rawValue }
}
