import Glibc
import Synchronization

/// The lowest 4 GiB of the address space, where arenas lie.
///
/// Programs that can be loaded anywhere are loaded far above, and so are shared libraries, stacks
/// and what `malloc` maps; those that cannot (the static program) and their heap take the first
/// megabytes. Everything else is free on all 64-bit Linux systems.
enum LowMemory {
  /// Bytes that one arena may take. What is left of the 4 GiB is for the program itself, and for what is
  /// allocated between passing a limit and the end of the evaluation.
  static let capacity = 7 << 29

  private static let start: UInt = 64 << 20
  private static let end: UInt = 1 << 32
  /// How far to go on where something else lies.
  private static let step: UInt = 1 << 20

  /// Where to look first: behind what was mapped last. At first above the heap of a static program,
  /// which starts anywhere in the first gigabyte. Threads may read the same place; the kernel
  /// gives it to one of them.
  private static let cursor = Atomic<UInt>(5 << 28)

  /// The address of `size` zeroed bytes, a multiple of the page size; nil if there is no such room.
  static func map(_ size: Int, isPopulated: Bool) -> UInt? {
    let size = UInt(bitPattern: size)
    guard size <= end - start else { return nil }
    let first = min(cursor.load(ordering: .relaxed), end - size)
    return map(size, isPopulated, between: first, and: end - size)
      ?? map(size, isPopulated, between: start, and: first)
  }

  /// The first room that starts between two addresses.
  private static func map(
    _ size: UInt, _ isPopulated: Bool, between first: UInt, and last: UInt
  ) -> UInt? {
    var address = first
    while address <= last {
      if map(size, at: address, isPopulated) {
        cursor.store(address + size, ordering: .relaxed)
        return address
      }
      address += step
    }
    return nil
  }

  private static func map(_ size: UInt, at address: UInt, _ isPopulated: Bool) -> Bool {
    var flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE
    if isPopulated { flags |= MAP_POPULATE }
    let wanted = UnsafeMutableRawPointer(bitPattern: address)
    let found = mmap(wanted, Int(size), PROT_READ | PROT_WRITE, flags, -1, 0)
    guard let found, found != MAP_FAILED else { return false }
    if found == wanted { return true }
    // Linux before 4.17 takes the address for a wish.
    munmap(found, Int(size))
    return false
  }

  static func unmap(_ address: UInt, _ size: Int) {
    munmap(UnsafeMutableRawPointer(bitPattern: address), size)
  }
}
