import Synchronization

/// Files that can be exchanged for others while the evaluator that reads them lives on: the tree of
/// one check after that of another.
///
/// The evaluator does not notice by itself; see `Evaluator.forgetFiles(below:)`.
package final class ExchangeableIO: EvalIO {
  private let current: Mutex<any EvalIO>

  package init(_ files: any EvalIO) { current = Mutex(files) }

  package func exchange(for files: any EvalIO) { current.withLock { $0 = files } }

  private var files: any EvalIO { current.withLock { $0 } }

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
}
