import NixEval

/// Facts as a folder of tables, as they are extracted: what the check is given in place of those that
/// the program was built with.
package enum FactFolder {
  /// The tables as files, by name.
  package static func files(of source: FactSource) -> [(name: String, bytes: [UInt8])] {
    FactSource.Table.allCases.map { ($0.fileName, Array(source.text(of: $0).utf8)) }
  }

  /// Why a folder holds no facts.
  package struct Problem: Error {
    package let code: String
    package let message: String
    package let fix: String
  }

  /// Reads and packs the facts in a folder; they stay in memory until the program ends.
  package static func read(_ folder: String) throws(Problem) -> PackedFacts {
    let source = try source(in: folder)
    let bytes = FactPacker.pack(source)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    memory.copyBytes(from: bytes)
    guard let facts = PackedFacts(UnsafeRawBufferPointer(memory)) else {
      preconditionFailure("what was packed can be read")
    }
    return facts
  }

  private static func source(in folder: String) throws(Problem) -> FactSource {
    var texts: [FactSource.Table: String] = [:]
    for table in FactSource.Table.allCases {
      let path = "\(folder)/\(table.fileName)"
      do {
        texts[table] = String(decoding: try DiskIO().readFile(path), as: UTF8.self)
      } catch {
        throw Problem(
          code: "cannot-read", message: "cannot read \(path): \(error.reason)",
          fix: "name a folder that nixwiz facts extract has written")
      }
    }
    do { return try FactSource(texts: texts) } catch {
      throw Problem(
        code: "bad-facts",
        message: "\(folder)/\(error.table.fileName), line \(error.line): \(error.message)",
        fix: "write the folder anew with nixwiz facts extract")
    }
  }
}
