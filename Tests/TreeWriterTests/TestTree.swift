import Glibc
import HostModel
import TestSupport
import TreeWriter

/// Builds trees and reads folders for the tests of this target.
enum TestTree {
  /// A rendered tree from `path: text`; a path that ends with `!` is the user's own.
  static func rendered(_ files: [String: String]) -> RenderedTree {
    var tree = RenderedTree()
    for (path, text) in files {
      let userOwned = path.hasSuffix("!")
      tree[userOwned ? String(path.dropLast()) : path] = RenderedTree.File(
        bytes: Array(text.utf8), userOwned: userOwned)
    }
    return tree
  }

  static let record = WritePlan.Record(
    version: "1.2.3", hardware: ["h": Array("{}\n".utf8)])

  /// Plans and commits, as the `generate` command does.
  static func write(
    _ files: [String: String], to target: String, force: Bool = false, disk: Disk = Disk()
  ) throws {
    let tree = rendered(files)
    let writer = try TreeWriter(target: target, disk: disk)
    try writer.recover()
    let plan = WritePlan.make(
      new: tree, onDisk: try writer.read(paths: tree.paths), record: record, force: force)
    try writer.commit(plan)
  }

  /// Everything below a folder by path: the text of files, `-> TARGET` of links, `/` of folders.
  /// The records of nixwiz are left out.
  static func contents(of root: String, records: Bool = false) -> [String: String] {
    var found: [String: String] = [:]
    var folders = [""]
    while let folder = folders.popLast() {
      for name in Fixture.names(in: root + folder) where records || name != ".nixwiz" {
        let path = "\(folder)/\(name)"
        let key = String(path.dropFirst())
        var info = stat()
        lstat(root + path, &info)
        switch info.st_mode & S_IFMT {
        case S_IFDIR:
          found[key] = "/"
          folders.append(path)
        case S_IFLNK:
          var buffer = [UInt8](repeating: 0, count: 4096)
          let count = readlink(root + path, &buffer, buffer.count)
          found[key] = "-> " + String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        default: found[key] = Fixture.text(at: root + path) ?? "?"
        }
      }
    }
    return found
  }

  static func inode(of path: String) -> UInt64 {
    var info = stat()
    lstat(path, &info)
    return UInt64(info.st_ino)
  }
}
