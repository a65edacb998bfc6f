import Synchronization

/// Files that can be exchanged for others while the evaluator that reads them lives on: the tree of
/// one check after that of another.
///
/// The evaluator does not notice by itself; see `Evaluator.forgetFiles(below:)`.
package final class ExchangeableIO: EvalIO {
  private struct Current {
    var files: any EvalIO
    var isStopped: @Sendable () -> Bool = { false }
  }

  private let current: Mutex<Current>

  package init(_ files: any EvalIO) { current = Mutex(Current(files: files)) }

  package func exchange(for files: any EvalIO) {
    current.withLock { $0.files = files.stopping(when: $0.isStopped) }
  }

  private var files: any EvalIO { current.withLock { $0.files } }

  package func readFile(_ path: String) throws(IOFailure) -> [UInt8] { try files.readFile(path) }

  package func readDirectory(_ path: String) throws(IOFailure) -> [(name: String, type: FileType)] {
    try files.readDirectory(path)
  }

  package func fileType(_ path: String) throws(IOFailure) -> FileType? { try files.fileType(path) }

  package func entry(_ path: String) throws(IOFailure) -> FileEntry? { try files.entry(path) }

  package func readLink(_ path: String) throws(IOFailure) -> String { try files.readLink(path) }

  package func modificationTime(_ path: String) throws(IOFailure) -> Int {
    try files.modificationTime(path)
  }

  package func environmentVariable(_ name: String) -> String? { files.environmentVariable(name) }

  /// Itself, with whatever it is given from now on.
  package func stopping(when isStopped: @escaping @Sendable () -> Bool) -> any EvalIO {
    current.withLock { current in
      current.isStopped = isStopped
      current.files = current.files.stopping(when: isStopped)
    }
    return self
  }
}
