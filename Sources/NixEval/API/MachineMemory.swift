import Glibc

/// The memory of this machine, as far as an evaluation may use it.
enum MachineMemory {
  /// Three quarters of the memory that the machine has, or the control group of the process where
  /// that is less: beyond, a desktop swaps and an installer's kernel ends processes. What is in use
  /// by others does not count, so that a result does not depend on the moment.
  static let evaluationLimit = (min(physical, group ?? .max) / 4) * 3

  private static var physical: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    // Where the machine does not say: the least that NixOS installs on.
    guard pages > 0, size > 0 else { return 2 << 30 }
    return pages * size
  }

  /// `memory.max` of version 2 of control groups, as containers see it.
  private static var group: Int? {
    guard let bytes = try? DiskIO().readFile("/sys/fs/cgroup/memory.max") else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
