import Glibc
package import HostModel
package import SourceText

/// Reads a folder into memory, to be checked as it stands.
package enum TreeLoader {
  /// What is read at most: a configuration is text, and small.
  package struct Limits: Sendable {
    package var files = 20_000
    package var bytes = 64 << 20
    /// Files larger than this are there, but empty: disk images and the like.
    package var bytesPerFile = 4 << 20
    package var depth = 64

    package init() {}
  }

  /// Folders that are no part of a configuration.
  private static let skipped: Set<String> = [
    ".git", ".direnv", ".jj", ".hg", "result", ".build", ".nixwiz",
  ]

  /// The files below a folder. What could not be read comes back as diagnostics.
  package static func load(_ folder: String, limits: Limits = Limits()) -> (
    RenderedTree, [Diagnostic]
  ) {
    var loader = Loader(limits: limits)
    loader.read(folder, relative: "", depth: 0)
    return (loader.tree, loader.diagnostics)
  }

  private struct Loader {
    let limits: Limits
    var tree = RenderedTree()
    var diagnostics: [Diagnostic] = []
    var fileCount = 0
    var byteCount = 0
    var isFull = false

    init(limits: Limits) { self.limits = limits }

    mutating func read(_ folder: String, relative: String, depth: Int) {
      guard depth < limits.depth, !isFull else {
        return full("more than \(limits.depth) folders deep")
      }
      guard let directory = opendir(folder) else {
        let reason = String(cString: strerror(errno))
        diagnostics.append(.error("unreadable", "\(folder): \(reason)"))
        return
      }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != "..", !TreeLoader.skipped.contains(name) { names.append(name) }
      }
      for name in names.sorted() {
        let path = "\(folder)/\(name)"
        let relative = relative.isEmpty ? name : "\(relative)/\(name)"
        var info = stat()
        guard stat(path, &info) == 0 else { continue }
        // A link to a folder could lead anywhere, and in circles: only its files count.
        var own = stat()
        let isLink = lstat(path, &own) == 0 && own.st_mode & S_IFMT == S_IFLNK
        switch info.st_mode & S_IFMT {
        case S_IFDIR where !isLink: read(path, relative: relative, depth: depth + 1)
        case S_IFREG: file(path, relative, size: Int(info.st_size))
        default: break
        }
      }
    }

    private mutating func file(_ path: String, _ relative: String, size: Int) {
      fileCount += 1
      guard fileCount <= limits.files,
        byteCount + size <= limits.bytes || size > limits.bytesPerFile
      else { return full("more than \(limits.files) files or \(limits.bytes >> 20) MiB") }
      guard size <= limits.bytesPerFile else {
        tree[relative] = RenderedTree.File(bytes: [])
        return
      }
      guard let stream = fopen(path, "r") else {
        let reason = String(cString: strerror(errno))
        diagnostics.append(.error("unreadable", "\(relative): \(reason)"))
        return
      }
      defer { fclose(stream) }
      var bytes = [UInt8](repeating: 0, count: size)
      let count = fread(&bytes, 1, size, stream)
      bytes.removeSubrange(count...)
      byteCount += count
      tree[relative] = RenderedTree.File(bytes: bytes)
    }

    private mutating func full(_ why: String) {
      guard !isFull else { return }
      isFull = true
      diagnostics.append(.error("too-large", "the folder has \(why): is it a configuration?"))
    }
  }
}
