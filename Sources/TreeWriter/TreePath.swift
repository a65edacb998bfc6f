/// Paths inside a tree.
enum TreePath {
  /// The folder of our own records.
  static let records = ".nixwiz"
  static let manifest = "\(records)/manifest.json"
  /// Below it, the machine of each host: `HOST.json`.
  static let hardware = "\(records)/hardware"
  /// The machine of the one host in trees of version 0.1.0.
  static let onlyHardware = "\(records)/hardware.json"
  /// Below it, every generated file as it was last generated.
  static let base = "\(records)/base"
  /// Below it, what earlier writes replaced; see `UndoEntry`.
  static let undo = "\(records)/undo"

  /// The machine of a host.
  static func hardware(of host: String) -> String { "\(hardware)/\(host).json" }

  /// The text of a file as it was last generated.
  static func base(of path: String) -> String { "\(base)/\(path)" }

  /// The file with conflict markers beside a file. It does not end with `.nix`, so that formatters,
  /// linters and people with globs leave it alone.
  static func sideFile(of path: String) -> String { "\(path).conflict" }

  /// Where the user's text of a file goes that is not generated any more. The ending keeps it from
  /// being taken for a module.
  static func aside(of path: String) -> String { "\(path).edited" }

  /// Whether a path is one of our records.
  static func isRecord(_ path: String) -> Bool { path.hasPrefix("\(records)/") }

  /// Whether a path stays inside the tree: relative, no empty part, no `.` and `..`, no NUL, and at
  /// most 1,024 bytes.
  static func isValid(_ path: String) -> Bool {
    guard !path.isEmpty, path.utf8.count <= 1024, !path.utf8.contains(0) else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".."
    }
  }

  /// The folders above a path, outermost first: `a`, `a/b` for `a/b/c`.
  static func parents(of path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }
}
