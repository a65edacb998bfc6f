import HostModel
import NixLanguage

/// `modules/graphics.nix`.
struct GraphicsScope: TemplateScope {
  struct NVIDIA: TemplateScope {
    let nvidia: NVIDIAPlan
    static let holes: [TemplateHole<NVIDIA>] = [
      .flag("datacenter") { $0.nvidia.datacenter },
      .optional("branchBecause") { ReasonScope($0.nvidia.branch) },
      .literal("branch") { .string($0.nvidia.branch.value.rawValue) },
      .optional("openBecause") { ReasonScope($0.nvidia.open) },
      .literal("open") { .bool($0.nvidia.open.value) },
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

  private var isSimple: Bool { !graphics.enable32Bit && graphics.extraPackages.isEmpty }

  static let holes: [TemplateHole<GraphicsScope>] = [
    .optional("arguments") { ArgumentsScope([$0.graphics.extraPackages.isEmpty ? nil : "pkgs"]) },
    .flag("switch") { $0.graphics.nvidia.map { !$0.datacenter } ?? false },
    .flag("simple") { $0.isSimple },
    .flag("enable32Bit") { $0.graphics.enable32Bit },
    .flag("extra") { !$0.graphics.extraPackages.isEmpty },
    .list("packages") { $0.graphics.extraPackages.map { PackageScope($0) } },
    .optional("nvidia") { $0.graphics.nvidia.map(NVIDIA.init) },
    .optional("amdgpu") {
      $0.graphics.amdLegacy.value || $0.graphics.amdOpenCL || $0.graphics.earlyAMD
        ? AMD(graphics: $0.graphics) : nil
    },
    .flag("containers") { $0.graphics.nvidia?.containers ?? false },
    .flag("rusticl") { $0.graphics.rusticl },
    .optional("early") { ValueScope(unlessEmpty: $0.graphics.earlyModules) },
  ]
}
