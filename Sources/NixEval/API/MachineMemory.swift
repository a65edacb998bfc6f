import Glibc

/// The memory of this machine, as far as an evaluation may use it.
enum MachineMemory {
  /// A quarter of the memory that the machine has, or the control group of the process where that is
  /// less, between 1 and 3.5 GiB: a NixOS system takes 0.4, and more has no place (`LowMemory`). On a
  /// small machine not more than three quarters: beyond, an installer's kernel ends processes. What
  /// is in use by others does not count, so that a result does not depend on the moment.
  ///
  /// Where the address space is limited (`ulimit -v`), a quarter of it at most: the stack takes
  /// another, and the program cannot go on when an allocation of its own is refused.
  static let evaluationLimit: Int = {
    let memory = min(physical, group ?? .max)
    let limit = min(memory / 4 * 3, max(1 << 30, min(memory / 4, LowMemory.capacity)))
    return min(limit, (addressSpace ?? .max) / 4)
  }()

  private static var physical: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    // Where the machine does not say: the least that NixOS installs on.
    guard pages > 0, size > 0 else { return 2 << 30 }
    return pages * size
  }

  /// The limit of the address space, if there is one.
  private static var addressSpace: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }

  /// `memory.max` of version 2 of control groups, as containers see it.
  private static var group: Int? {
    guard let bytes = try? DiskIO().readFile("/sys/fs/cgroup/memory.max") else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
