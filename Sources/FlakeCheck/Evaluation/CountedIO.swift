import HostModel
import NixEval

/// Files of a check that somebody watches: each that is read counts.
struct CountedIO: EvalIO {
  let base: any EvalIO
  let watch: CheckWatch

  func readFile(_ path: String) throws(IOFailure) -> [UInt8] {
    watch.countFile()
    return try base.readFile(path)
  }

  func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    try base.readDirectory(path)
  }

  func fileType(_ path: String) throws(IOFailure) -> FileType? { try base.fileType(path) }

  func entry(_ path: String) throws(IOFailure) -> FileEntry? {
    let entry = try base.entry(path)
    if case .regular? = entry { watch.countFile() }
    return entry
  }

  func readLink(_ path: String) throws(IOFailure) -> String { try base.readLink(path) }

  func modificationTime(_ path: String) throws(IOFailure) -> Int {
    try base.modificationTime(path)
  }

  func environmentVariable(_ name: String) -> String? { base.environmentVariable(name) }

  func stopping(when isStopped: @escaping @Sendable () -> Bool) -> any EvalIO {
    CountedIO(base: base.stopping(when: isStopped), watch: watch)
  }
}
