import Glibc
package import Testing

extension Golden {
  /// Compares a set of files with the folder at `path` (relative to `Tests/`): every file byte for
  /// byte, and none too many. An update also removes what is not wanted any more.
  package static func expect(
    files: [String: [UInt8]], at path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      expect(bytes, at: "\(path)/\(name)", sourceLocation: sourceLocation)
    }
    for name in Fixture.files(below: "\(root)/\(path)") where files[name] == nil {
      if isUpdating { unlink("\(root)/\(path)/\(name)") }
      Issue.record("\(path)/\(name) is not made any more", sourceLocation: sourceLocation)
    }
  }
}

extension Fixture {
  /// The paths of all files below a folder, relative to it, sorted; links are not followed.
  package static func files(below folder: String) -> [String] {
    var found: [String] = []
    var folders = [""]
    while let current = folders.popLast() {
      for name in names(in: folder + current) {
        let path = "\(current)/\(name)"
        var info = stat()
        guard lstat(folder + path, &info) == 0 else { continue }
        if info.st_mode & S_IFMT == S_IFDIR {
          folders.append(path)
        } else {
          found.append(String(path.dropFirst()))
        }
      }
    }
    return found.sorted()
  }
}
