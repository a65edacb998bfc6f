package import NixLanguage

/// Where the inputs of a flake come from: what `call-flake.nix` ties together.
package struct InputGraph: Sendable {
  package enum Source: Sendable, Equatable {
    /// A flake whose files stand at a path.
    case flake(path: String)
    /// Files that are no flake.
    case files(path: String)
    /// A flake of this name whose options the facts know.
    case known(name: String)
    /// Nothing is at hand: whatever is taken from it is accepted.
    case unknown
  }

  package struct Node: Sendable, Equatable {
    package var source: Source
    /// Input names to node names.
    package var inputs: [String: String]
    /// For a source on this machine, outside of the checked tree: what is locked of it.
    package var outside: LockedSource?
  }

  /// Where a locked source lies on this machine, and what the lock says of it.
  package struct LockedSource: Sendable, Equatable {
    package var path: String
    package var revision: String?
    /// Seconds since 1970.
    package var lastModified: Int?

    package init(path: String, revision: String? = nil, lastModified: Int? = nil) {
      self.path = path
      self.revision = revision
      self.lastModified = lastModified
    }
  }

  /// What a flake is told of a source: `self.narHash` and the like.
  package struct SourceInfo: Sendable {
    /// The path of its copy in the store.
    package var storePath: String
    package var narHash: String
    package var lastModified: Int
    /// `YYYYMMDDhhmmss`.
    package var lastModifiedDate: String
    package var revision: String?

    package init(
      storePath: String, narHash: String, lastModified: Int, lastModifiedDate: String,
      revision: String?
    ) {
      self.storePath = storePath
      self.narHash = narHash
      self.lastModified = lastModified
      self.lastModifiedDate = lastModifiedDate
      self.revision = revision
    }

    fileprivate var literal: NixLiteral {
      var members: [NixLiteral.Attribute] = [
        .init("outPath", .string(storePath)), .init("narHash", .string(narHash)),
        .init("lastModified", .integer(lastModified)),
        .init("lastModifiedDate", .string(lastModifiedDate)),
      ]
      if let revision {
        members.append(.init("rev", .string(revision)))
        members.append(.init("shortRev", .string(String(revision.prefix(7)))))
      }
      return .attributes(members)
    }
  }

  package static let root = "root"
  package static let nixpkgs = "nixpkgs"

  package private(set) var nodes: [String: Node] = [:]
  /// Inputs that are not at hand.
  package private(set) var unknown: [String] = []

  /// How to find inputs.
  package struct Resolver {
    /// The path of nixpkgs, or of what stands for it.
    package var nixpkgs: String
    /// Paths given by the user for inputs, by name.
    package var overrides: [String: String] = [:]
    /// The flake.nix of a folder of the checked tree, relative to its root.
    package var flakeInTree: (String) -> FlakeFile?
    /// Whether the tree has something at a path.
    package var existsInTree: (String) -> Bool
    /// Where a locked input lies on this machine.
    package var locked: ([String]) -> LockedSource?
    /// Whether the options of well-known flakes stand in for the flakes.
    package var knowsOptions = false

    package init(
      nixpkgs: String, flakeInTree: @escaping (String) -> FlakeFile?,
      existsInTree: @escaping (String) -> Bool, locked: @escaping ([String]) -> LockedSource?
    ) {
      self.nixpkgs = nixpkgs
      self.flakeInTree = flakeInTree
      self.existsInTree = existsInTree
      self.locked = locked
    }
  }

  /// Flakes within flakes of one tree nest at most so deep.
  private static let depthLimit = 8

  package init(of file: FlakeFile, at path: String, resolver: Resolver) {
    nodes[Self.nixpkgs] = Node(
      source: .flake(path: resolver.nixpkgs), inputs: [:],
      outside: resolver.knowsOptions ? nil : LockedSource(path: resolver.nixpkgs))
    nodes[Self.root] = Node(source: .flake(path: path), inputs: [:])
    connect(file, as: Self.root, folder: "", rootPath: path, path: [], resolver, depth: 0)
  }

  private mutating func connect(
    _ file: FlakeFile, as name: String, folder: String, rootPath: String, path: [String],
    _ resolver: Resolver, depth: Int
  ) {
    // A nixpkgs that outputs takes without declaring it comes from the registry.
    if file.arguments?.contains(where: { $0.name == "nixpkgs" }) == true {
      nodes[name]?.inputs["nixpkgs"] = Self.nixpkgs
    }
    for declaration in file.inputs {
      let target = resolve(
        declaration, folder: folder, rootPath: rootPath, path: path + [declaration.name], resolver,
        depth)
      nodes[name]?.inputs[declaration.name] = target
    }
    // `follows` last: it names inputs that are known by now. Twice, as one may follow another.
    for _ in 0..<2 {
      for declaration in file.inputs {
        if let target = declaration.follows, let node = follow(target, from: name) {
          nodes[name]?.inputs[declaration.name] = node
        }
        guard let node = nodes[name]?.inputs[declaration.name] else { continue }
        for inner in declaration.inputs {
          if let target = inner.follows, let targetNode = follow(target, from: name) {
            nodes[node]?.inputs[inner.name] = targetNode
          }
        }
      }
    }
  }

  /// The node that a path of inputs leads to.
  private func follow(_ path: String, from name: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    guard !parts.isEmpty else { return nil }
    return parts.reduce(Optional(name)) { node, part in node.flatMap { nodes[$0]?.inputs[part] } }
  }

  /// The node of an input, made when there is none yet.
  private mutating func resolve(
    _ input: FlakeFile.Input, folder: String, rootPath: String, path: [String],
    _ resolver: Resolver, _ depth: Int
  ) -> String {
    let name = path.joined(separator: "/")
    func files(_ path: String) -> Source { input.isFlake ? .flake(path: path) : .files(path: path) }
    if let path = resolver.overrides[name] {
      nodes[name] = Node(
        source: files(path), inputs: ["nixpkgs": Self.nixpkgs],
        outside: LockedSource(path: path))
      return name
    }
    if input.isFlake, KnownInput(input)?.isNixpkgs == true { return Self.nixpkgs }
    if let relative = Self.relativePath(input, from: folder), depth < Self.depthLimit {
      if input.isFlake, let file = resolver.flakeInTree(relative) {
        nodes[name] = Node(source: .flake(path: "\(rootPath)/\(relative)"), inputs: [:])
        connect(
          file, as: name, folder: relative, rootPath: rootPath, path: path, resolver,
          depth: depth + 1)
        return name
      }
      if !input.isFlake, resolver.existsInTree(relative) {
        nodes[name] = Node(source: .files(path: "\(rootPath)/\(relative)"), inputs: [:])
        return name
      }
    }
    if let locked = resolver.locked(path) {
      nodes[name] = Node(
        source: files(locked.path), inputs: ["nixpkgs": Self.nixpkgs], outside: locked)
      return name
    }
    if resolver.knowsOptions, input.isFlake, let known = KnownInput(input)?.options {
      nodes[name] = Node(source: .known(name: known), inputs: ["nixpkgs": Self.nixpkgs])
      return name
    }
    nodes[name] = Node(source: .unknown, inputs: ["nixpkgs": Self.nixpkgs])
    if input.follows == nil { unknown.append(name) }
    return name
  }

  /// The folder of a `path:./x` input relative to the root of the tree, if it is inside.
  private static func relativePath(_ input: FlakeFile.Input, from folder: String) -> String? {
    guard var url = input.url else { return nil }
    if url.hasPrefix("path:") {
      url.removeFirst(5)
    } else if input.type != "path", !url.hasPrefix(".") {
      return nil
    }
    guard !url.hasPrefix("/") else { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in url.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }

  /// The sources on this machine outside of the checked tree, by path.
  package var outside: [LockedSource] {
    nodes.values.compactMap(\.outside).sorted { $0.path < $1.path }
  }

  /// The graph as a Nix value for `call-flake.nix`; `sources` says what flakes are told of the sources
  /// at some paths.
  package func literal(sources: [String: SourceInfo] = [:]) -> NixLiteral {
    .attributes(
      nodes.sorted { $0.key < $1.key }.map { name, node in
        let (kind, path): (String, String) =
          switch node.source {
          case .flake(let path): ("flake", path)
          case .files(let path): ("files", path)
          case .known(let known): ("known", known)
          case .unknown: ("unknown", name)
          }
        var members: [NixLiteral.Attribute] = [
          .init("kind", .string(kind)), .init("path", .string(path)),
          .init(
            "inputs",
            .attributes(
              node.inputs.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
        ]
        if let info = node.outside.flatMap({ sources[$0.path] }) {
          members.append(.init("info", info.literal))
        }
        return .init(name, .attributes(members))
      })
  }
}
