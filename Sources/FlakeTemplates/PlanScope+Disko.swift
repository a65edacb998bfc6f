import HostModel
import NixLanguage

/// `hosts/NAME/disko.nix`.
struct DiskoScope: TemplateScope {
  struct Disk: TemplateScope {
    let disk: LayoutPlan.Disk
    static let holes: [TemplateHole<Disk>] = [
      .attributePath("disk") { [$0.disk.name] },
      .literal("device") { .string($0.disk.device) },
      .list("partitions") { $0.disk.partitions.map(Partition.init) },
    ]
  }

  struct Partition: TemplateScope {
    let partition: LayoutPlan.Partition
    static let holes: [TemplateHole<Partition>] = [
      .attributePath("partition") { [$0.partition.name] },
      .literal("size") { .string($0.partition.size) },
      .optional("role") {
        switch $0.partition.role {
        case .grub: ValueScope(.string("EF02"))
        case .esp: ValueScope(.string("EF00"))
        case .data: nil
        }
      },
      .optional("content") { $0.partition.content.map(Content.init) },
    ]
  }

  /// What a partition or an array holds: LUKS around a file system, or the latter alone.
  struct Content: TemplateScope {
    struct Encrypted: TemplateScope {
      let name: String
      let content: LayoutPlan.Content?
      static let holes: [TemplateHole<Encrypted>] = [
        .literal("name") { .string($0.name) },
        .optional("inner") { $0.content.map(FileSystem.init) },
      ]
    }

    let content: LayoutPlan.Content

    private var encrypted: Encrypted? {
      guard case .encrypted(let name, let inner) = content else { return nil }
      return Encrypted(name: name, content: inner)
    }

    static let holes: [TemplateHole<Content>] = [
      .optional("luks") { $0.encrypted },
      .optional("plain") { $0.encrypted == nil ? FileSystem(content: $0.content) : nil },
    ]
  }

  struct FileSystem: TemplateScope {
    struct Plain: TemplateScope {
      let format: String
      let mountPoint: String
      let options: [String]
      static let holes: [TemplateHole<Plain>] = [
        .literal("format") { .string($0.format) },
        .literal("mountPoint") { .string($0.mountPoint) },
        .flag("dispensable") { $0.options.contains("nofail") },
        .optional("options") { ValueScope(unlessEmpty: $0.options) },
      ]
    }

    struct Btrfs: TemplateScope {
      struct Subvolume: TemplateScope {
        let mount: LayoutPlan.Mount
        static let holes: [TemplateHole<Subvolume>] = [
          // Always quoted, as a path is no name.
          .literal("name") { .string($0.mount.name) },
          .literal("mountPoint") { .string($0.mount.mountPoint) },
        ]
      }

      let mounts: [LayoutPlan.Mount]
      let arguments: [String]
      static let holes: [TemplateHole<Btrfs>] = [
        .optional("arguments") { ValueScope(unlessEmpty: $0.arguments) },
        .list("subvolumes") { $0.mounts.map(Subvolume.init) },
      ]
    }

    struct Named: TemplateScope {
      let name: String
      static let holes: [TemplateHole<Named>] = [.literal("name") { .string($0.name) }]
    }

    struct Swap: TemplateScope {
      let randomKey: Bool
      let resumes: Bool
      static let holes: [TemplateHole<Swap>] = [
        .flag("randomKey") { $0.randomKey }, .flag("resumes") { $0.resumes },
      ]
    }

    let content: LayoutPlan.Content

    private var plain: Plain? {
      guard case .fileSystem(let format, let place, let options) = content else { return nil }
      return Plain(format: format, mountPoint: place, options: options)
    }

    private var btrfs: Btrfs? {
      guard case .subvolumes(let mounts, let arguments) = content else { return nil }
      return Btrfs(mounts: mounts, arguments: arguments)
    }

    private var array: Named? {
      if case .array(let name) = content { Named(name: name) } else { nil }
    }

    private var pool: Named? {
      if case .pool(let name) = content { Named(name: name) } else { nil }
    }

    private var swap: Swap? {
      guard case .swap(let randomKey, let resumes) = content else { return nil }
      return Swap(randomKey: randomKey, resumes: resumes)
    }

    static let holes: [TemplateHole<FileSystem>] = [
      .optional("fileSystem") { $0.plain }, .optional("btrfs") { $0.btrfs },
      .optional("array") { $0.array }, .optional("pool") { $0.pool },
      .optional("swap") { $0.swap },
    ]
  }

  struct Array: TemplateScope {
    let array: LayoutPlan.Array
    private var content: Content { Content(content: array.content) }
    static let holes: [TemplateHole<Array>] = [
      .attributePath("array") { [$0.array.name] },
      .optional("metadata") { $0.array.metadata.map { ValueScope(.string($0)) } },
      .optional("content") { $0.content },
    ]
  }

  struct Pool: TemplateScope {
    struct Dataset: TemplateScope {
      let mount: LayoutPlan.Mount
      static let holes: [TemplateHole<Dataset>] = [
        .attributePath("dataset") { [$0.mount.name] },
        .literal("mountPoint") { .string($0.mount.mountPoint) },
      ]
    }

    let pool: LayoutPlan.Pool
    static let holes: [TemplateHole<Pool>] = [
      .attributePath("pool") { [$0.pool.name] },
      .flag("mirror") { $0.pool.isMirror },
      .flag("encrypted") { $0.pool.isEncrypted },
      .list("datasets") { $0.pool.datasets.map(Dataset.init) },
    ]
  }

  let layout: LayoutPlan
  let host: String

  static let holes: [TemplateHole<DiskoScope>] = [
    .comment("command") { "`disko --mode destroy,format,mount --flake .#\($0.host)`" },
    .list("disks") { $0.layout.disks.map(Disk.init) },
    .flag("hasArrays") { !$0.layout.arrays.isEmpty },
    .list("arrays") { $0.layout.arrays.map(Array.init) },
    .optional("zpool") { $0.layout.pool.map(Pool.init) },
    .flag("memoryRoot") { $0.layout.rootInMemory },
  ]
}
