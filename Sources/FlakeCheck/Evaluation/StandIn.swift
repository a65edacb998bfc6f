import CFacts
import NixEval

/// The stand-in for nixpkgs: a tree of Nix files of our own, embedded, standing at a store path that
/// no real store has.
enum StandIn {
  /// Where the tree stands during an evaluation.
  static let path = "/nix/store/00000000000000000000000000000000-nixpkgs-facts"

  /// The files by path relative to the root.
  static let files: [String: [UInt8]] = {
    var files: [String: [UInt8]] = [:]
    var index = 0
    while let file = nixwiz_stand_in(index)?.pointee, let path = file.path {
      let content = UnsafeBufferPointer(start: file.content.bytes, count: file.content.size)
      files[String(cString: path)] = Array(content)
      index += 1
    }
    return files
  }()

  /// The tree over other files.
  static func mounted(over base: any EvalIO, facts: PackedFacts) -> any EvalIO {
    ModuleFilesIO(
      base: OverlayIO(tree: files.mapValues { .file($0) }, at: path, over: base), facts: facts)
  }
}

/// Adds the module files of nixpkgs that the stand-in has no version of its own for: each is an
/// empty module, so that importing `modulesPath + "/profiles/minimal.nix"` finds something.
private struct ModuleFilesIO: EvalIO {
  let base: any EvalIO
  let facts: PackedFacts

  private static let folder = StandIn.path + "/nixos/modules/"

  private func isModule(_ path: String) -> Bool {
    path.hasPrefix(Self.folder)
      && facts.contains(String(path.dropFirst(Self.folder.count)), in: .modules)
  }

  /// Whether modules lie below a folder of nixpkgs.
  private func isFolder(_ path: String) -> Bool {
    path.hasPrefix(Self.folder)
      && facts.hasKey(startingWith: String(path.dropFirst(Self.folder.count)) + "/", in: .modules)
  }

  private static let emptyModule = Array("{ }\n".utf8)

  func readFile(_ path: String) throws(IOFailure) -> [UInt8] {
    do {
      return try base.readFile(path)
    } catch {
      if isModule(path) { return Self.emptyModule }
      throw error
    }
  }

  func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    try base.readDirectory(path)
  }

  func fileType(_ path: String) throws(IOFailure) -> FileType? {
    if let type = try base.fileType(path) { return type }
    if isModule(path) { return .regular }
    return isFolder(path) ? .directory : nil
  }

  func entry(_ path: String) throws(IOFailure) -> FileEntry? {
    if let entry = try base.entry(path) { return entry }
    if isModule(path) { return .regular(Self.emptyModule, isExecutable: false) }
    return isFolder(path) ? .directory : nil
  }

  func readLink(_ path: String) throws(IOFailure) -> String { try base.readLink(path) }
  func modificationTime(_ path: String) throws(IOFailure) -> Int {
    try base.modificationTime(path)
  }
  func environmentVariable(_ name: String) -> String? { base.environmentVariable(name) }
}

/// No files and no environment: what a pure evaluation of a tree in memory may see of the machine.
struct NoFilesIO: EvalIO {
  private static let missing = IOFailure("No such file or directory", isMissing: true)

  func readFile(_ path: String) throws(IOFailure) -> [UInt8] { throw Self.missing }
  func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    throw Self.missing
  }
  func fileType(_ path: String) throws(IOFailure) -> FileType? { nil }
  func entry(_ path: String) throws(IOFailure) -> FileEntry? { nil }
  func readLink(_ path: String) throws(IOFailure) -> String { throw Self.missing }
  func modificationTime(_ path: String) throws(IOFailure) -> Int { throw Self.missing }
  func environmentVariable(_ name: String) -> String? { nil }
}
