import Glibc
import SourceText

/// The user's own templates, in place of built-in ones of the same name.
enum TemplateFolder {
  static let suffix = ".nix.mustache"

  /// The templates in a folder by name without `.mustache`; none without a folder.
  static func read(_ folder: String?) throws -> [String: SourceFile] {
    guard let folder else { return [:] }
    guard let stream = opendir(folder) else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(
        .usage, code: "cannot-read", "cannot read the templates in \(folder): \(reason)")
    }
    defer { closedir(stream) }
    var files: [String: SourceFile] = [:]
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasSuffix(suffix) else { continue }
      let key = String(name.dropLast(".mustache".count))
      files[key] = try InputFile.read("\(folder)/\(name)")
    }
    guard !files.isEmpty else {
      throw CommandFailure(
        .usage, code: "no-templates", "\(folder) holds no templates",
        fix: "templates have the names of the built-in ones, such as flake\(suffix)")
    }
    return files
  }
}
