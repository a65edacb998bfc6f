import HostModel
import NixLanguage

/// `modules/boot.nix`.
struct BootScope: TemplateScope {
  struct Grub: TemplateScope {
    /// Nil for the disks that disko names.
    let device: String?
    let efi: Bool
    let forced32: Bool
    let mirror: String?
    static let holes: [TemplateHole<Grub>] = [
      .optional("device") { $0.device.map { ValueScope(.string($0)) } },
      .flag("efiSupport") { $0.efi },
      .flag("forced32") { $0.forced32 },
      .optional("mirror") { $0.mirror.map { ValueScope(.string($0)) } },
    ]
  }

  struct EFI: TemplateScope {
    let touches: Bool
    let mountPoint: String?
    static let holes: [TemplateHole<EFI>] = [
      .literal("touches") { .bool($0.touches) },
      .flag("elsewhere") { $0.mountPoint != nil },
      .literal("mountPoint") { .string($0.mountPoint ?? "/boot") },
    ]
  }

  struct Kernel: TemplateScope {
    let kernel: Decision<BootPlan.Kernel>
    let attribute: String
    static let holes: [TemplateHole<Kernel>] = [
      .optional("because") { ReasonScope($0.kernel) },
      .attributePath("kernelPackages") { [$0.attribute] },
    ]
  }

  /// Parameters that have one reason.
  struct Group: TemplateScope {
    struct Word: TemplateScope {
      let word: String
      static let holes: [TemplateHole<Word>] = [.literal("word") { .string($0.word) }]
    }

    var first: Decision<String>
    var words: [String]
    static let holes: [TemplateHole<Group>] = [
      .optional("because") { ReasonScope($0.first) }, .list("words") { $0.words.map(Word.init) },
    ]
  }

  let plan: Plan
  private var boot: BootPlan { plan.boot }

  private var isSigned: Bool { boot.loader.value == .lanzaboote }

  private var usesPackages: Bool {
    kernel != nil || isSigned || mirror != nil && boot.loader.value == .systemdBoot
  }

  /// Where the second of two EFI system partitions is mounted.
  private var mirror: String? { plan.storage.layout?.secondESP }

  private var grub: Grub? {
    switch boot.loader.value {
    case .grubEFI:
      Grub(
        device: "nodev", efi: true, forced32: boot.loader.reason.contains("32 bits"),
        mirror: mirror)
    case .grubDisk(let device): Grub(device: device, efi: false, forced32: false, mirror: nil)
    default: nil
    }
  }

  private var kernel: Kernel? {
    switch boot.kernel.value {
    case .standard: nil
    case .latest: Kernel(kernel: boot.kernel, attribute: "linuxPackages_latest")
    case .version(let version):
      Kernel(
        kernel: boot.kernel,
        attribute: "linuxPackages_" + version.split(separator: ".").joined(separator: "_"))
    }
  }

  private var parameters: [Decision<String>] {
    let quiet = boot.quiet ? [Decision("quiet", "", Origin.rule)] : []
    guard let ids = boot.passthrough else { return quiet + boot.parameters }
    let joined = "vfio-pci.ids=" + ids.value.joined(separator: ",")
    var added = [Decision(joined, "", ids.origin)]
    if plan.storage.microcode?.value == .intel {
      added.append(Decision("intel_iommu=on", "", ids.origin))
    }
    return added + quiet + boot.parameters
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for parameter in parameters {
      if let last = groups.indices.last, groups[last].first.reason == parameter.reason {
        groups[last].words.append(parameter.value)
      } else {
        groups.append(Group(first: parameter, words: [parameter.value]))
      }
    }
    return groups
  }

  static let holes: [TemplateHole<BootScope>] = [
    .optional("arguments") {
      ArgumentsScope([
        $0.isSigned ? "inputs" : nil, $0.usesPackages ? "pkgs" : nil,
      ])
    },
    .flag("lanzaboote") { $0.isSigned },
    .optional("mirror") { $0.mirror.map { ValueScope(.string($0)) } },
    .optional("timeout") { $0.boot.timeout.map { ValueScope(.integer($0)) } },
    .flag("quiet") { $0.boot.quiet },
    .flag("systemdBoot") { $0.boot.loader.value == .systemdBoot },
    .literal("generations") { .integer($0.boot.generations) },
    .optional("grub") { $0.grub },
    .flag("extlinux") { $0.boot.loader.value == .extlinux },
    .flag("none") { $0.boot.loader.value == .none },
    .flag("initScript") { $0.plan.storage.guest?.value == .lxc },
    .optional("efi") { scope in
      scope.boot.touchesEFI.map { EFI(touches: $0, mountPoint: scope.boot.espMountPoint) }
    },
    .optional("kernel") { $0.kernel },
    .flag("initrd") { $0.boot.quiet || $0.boot.passthrough != nil },
    .optional("passthrough") { $0.boot.passthrough.map { ReasonScope($0.reason) } },
    .flag("parameters") { !$0.parameters.isEmpty },
    .list("groups") { $0.groups },
  ]
}
