import Glibc

/// Notes everything that a probe reads, so that a folder can be made of it that reads the same.
///
/// It sits below `SystemRoot`, so a recording holds all that the probe saw, and nothing else, by
/// construction: whatever the probe learns to read is recorded without a further list of files.
package final class SystemRecorder {
  /// By path without links, starting with `/`.
  private(set) var entries: [String: PathResolver.Entry] = [:]
  private(set) var contents: [String: [UInt8]] = [:]

  package init() {}

  func noteEntry(_ entry: PathResolver.Entry, at path: String) {
    entries[path] = entry
  }

  func noteContent(_ bytes: [UInt8], of path: String) {
    contents[path] = bytes
  }

  /// A folder was listed. What is in it must be there again, even where it was not looked at.
  func noteFolder(_ path: String, names: [String]) {
    entries[path] = .folder
  }
}
