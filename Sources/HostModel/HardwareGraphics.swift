/// Display controllers, accelerators and what drives them.
extension Hardware {
  /// A display controller or accelerator with what the fact tables know of it.
  package struct GPU: Sendable, Hashable {
    package enum Vendor: String, Sendable, Hashable {
      case nvidia, amd, intel, other
    }

    /// Where a fact of the model comes from.
    package enum Knowledge: Sendable, Hashable {
      /// The id is in the table.
      case table
      /// The id is not; the model is guessed by this rule.
      case guess(reason: String)
      /// Nothing is known and nothing is guessed.
      case unknown
    }

    package enum Model: Sendable, Hashable {
      case nvidia(NVIDIAModel)
      case amd(AMDModel)
      case intel(IntelModel)
      case other(OtherModel)
    }

    package var pci: PCIDevice
    package var vendor: Vendor
    /// Nil when the id is unknown and no rule gives a guess.
    package var model: Model?
    package var knowledge: Knowledge
    /// The name to show, such as `GeForce RTX 3090`; `unknown` with the ids when not in the table.
    package var name: String
    /// True for a card of its own, false for graphics in the processor, nil when unknown.
    package var discrete: Bool?
    /// Bound to vfio-pci or marked for it: belongs to a guest, not to this host.
    package var passedThrough = false
    /// Other functions of the same card (audio, USB), addresses, sorted.
    package var companions: [String] = []
    /// The kernel driver that the table names.
    package var expectedKernelDriver: String?
    /// For PRIME: `PCI:bus@domain:device:function` in decimal.
    package var busID: String
    /// Memory of the card in bytes, when the kernel tells.
    package var videoMemoryBytes: Int?

    package init(
      pci: PCIDevice, vendor: Vendor, model: Model?, knowledge: Knowledge, name: String,
      busID: String
    ) {
      self.pci = pci
      self.vendor = vendor
      self.model = model
      self.knowledge = knowledge
      self.name = name
      self.busID = busID
    }
  }

  /// A row of nvidia-gpus.tsv.
  package struct NVIDIAModel: Sendable, Hashable {
    package var chip: String
    package var architecture: String?
    /// `8.6`; nil when unknown.
    package var computeCapability: String?
    package var openKernelModule: Bool
    package var openRequired: Bool
    /// NVIDIA's newest driver branch: `current`, `580`, `470`, `390`, `367`, `340`.
    package var newestBranch: String?
    /// Attribute of `boot.kernelPackages.nvidiaPackages`; nil when nixpkgs has no driver.
    package var nixpkgsAttribute: String?
    /// The oldest and newest CUDA of nixpkgs that builds for the chip; nil in both: none does.
    package var oldestCUDA: String?
    package var newestCUDA: String?

    package init(chip: String, openKernelModule: Bool = false, openRequired: Bool = false) {
      self.chip = chip
      self.openKernelModule = openKernelModule
      self.openRequired = openRequired
    }
  }

  /// A row of amd-gpus.tsv.
  package struct AMDModel: Sendable, Hashable {
    package enum ROCm: String, Sendable, Hashable {
      case target, override, none
    }

    package var codename: String
    package var family: String?
    package var gfxTarget: String?
    package var rocm = ROCm.none
    package var hsaOverrideGFXVersion: String?
    /// GCN 1 and 2: amdgpu (and so Vulkan) needs `hardware.amdgpu.legacySupport` before Linux 6.19.
    package var needsLegacySupport = false
    package var vulkan: String?
    /// ROCm libraries that nixpkgs does not build for the target.
    package var rocmLibraryGaps: String?
    /// The name by device and revision of amd-names.tsv.
    package var marketingName: String?

    package init(codename: String) { self.codename = codename }
  }

  /// A row of intel-gpus.tsv.
  package struct IntelModel: Sendable, Hashable {
    package var codename: String
    package var generation: String?
    package var vulkan: String?
    package var mediaDriver: String?
    package var compute: String?
    /// The run time of Intel's video processing library: `vpl-gpu-rt` or `intel-media-sdk`.
    package var videoProcessing: String?
    /// The default kernel driver needs `force_probe` for this id.
    package var forceProbe = false
    /// Another kernel driver that takes the id with `force_probe`.
    package var alternativeKernelDriver: String?

    package init(codename: String) { self.codename = codename }
  }

  /// A row of other-gpus.tsv: management controllers and virtual displays.
  package struct OtherModel: Sendable, Hashable {
    /// `bmc` or `virtual`.
    package var kind: String
    package var vulkan: String?

    package init(kind: String) { self.kind = kind }
  }

  package struct DRMCard: Sendable, Hashable {
    package var card: String
    package var address: String?
    package var platform: String?
    package var render: String?
    /// Connectors with a display, sorted.
    package var connected: [String] = []
    package var bootDisplay = false

    package init(card: String) { self.card = card }
  }

  package struct KFDNode: Sendable, Hashable {
    package var node: Int
    package var address: String?
    package var gfxTarget: String?
    package var gfxTargetVersion: Int?
    package var drmRenderMinor: Int?
    package var vramBytes: Int?

    package init(node: Int) { self.node = node }
  }

  /// The Vulkan drivers that the loader would find.
  package struct Vulkan: Sendable, Hashable {
    package var sysconfdir = "/etc"
    /// The variables that decided the search, and HOME.
    package var environment: [String: String] = [:]
    /// Sorted by manifest.
    package var drivers: [VulkanDriver] = []

    package init() {}
  }

  package struct VulkanDriver: Sendable, Hashable {
    package var manifest: String
    package var libraryPath: String
    /// Where a relative library path leads to.
    package var resolvedLibrary: String?
    /// Nil when the manifest's is no version.
    package var apiVersion: String?
    package var libraryArchitecture: String?
    package var portability = false

    package init(manifest: String, libraryPath: String, apiVersion: String?) {
      self.manifest = manifest
      self.libraryPath = libraryPath
      self.apiVersion = apiVersion
    }
  }
}
