import Glibc

/// The names in a folder, without `.` and `..`, sorted by their bytes.
///
/// A name that is not UTF-8 is an error: it could not be named again.
enum FolderListing {
  static func names(in folder: String) throws(DiskError) -> [String] {
    guard let stream = opendir(folder) else { throw DiskError(nil, folder, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw DiskError(nil, folder, errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name else { throw DiskError(nil, folder, EILSEQ) }
      if name != ".", name != ".." { names.append(name) }
    }
  }
}
