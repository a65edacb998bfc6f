/// A SHA-256 digest in four words, which take no memory of their own as the bytes of `Digest` do.
/// The first byte is the highest: the order of the words is that of the bytes and of the digits.
struct SHA256Digest: BitwiseCopyable, Sendable, Hashable, Comparable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  init() {}

  /// From 32 bytes.
  init(_ bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
  }

  /// Any eight bytes of a digest tell it from others.
  func hash(into hasher: inout Hasher) { hasher.combine(first) }

  static func < (left: Self, right: Self) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    if left.third != right.third { return left.third < right.third }
    return left.fourth < right.fourth
  }

  /// Writes 64 hexadecimal digits.
  func writeHexadecimal(to target: UnsafeMutablePointer<UInt8>) {
    Self.write(first, to: target)
    Self.write(second, to: target + 16)
    Self.write(third, to: target + 32)
    Self.write(fourth, to: target + 48)
  }

  private static func write(_ word: UInt64, to target: UnsafeMutablePointer<UInt8>) {
    let target = UnsafeMutableRawPointer(target)
    target.storeBytes(of: digits(UInt32(truncatingIfNeeded: word >> 32)), as: UInt64.self)
    target.storeBytes(
      of: digits(UInt32(truncatingIfNeeded: word)), toByteOffset: 8, as: UInt64.self)
  }

  /// The digits of four bytes, all eight at once.
  private static func digits(_ half: UInt32) -> UInt64 {
    // Four bits into each byte, the highest on top.
    var spread = UInt64(half)
    spread = (spread << 16 | spread) & 0x0000_ffff_0000_ffff
    spread = (spread << 8 | spread) & 0x00ff_00ff_00ff_00ff
    spread = (spread << 4 | spread) & 0x0f0f_0f0f_0f0f_0f0f
    // Six more reach the fifth bit from ten on; letters start 39 above the place of a tenth digit.
    let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return (spread &+ 0x3030_3030_3030_3030 &+ letters &* 39).bigEndian
  }

  /// The digest folded to 20 bytes by exclusive or, as Nix folds it for store paths: the last twelve
  /// bytes onto the first.
  func withFolded<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let tail = third << 32 | fourth >> 32
    var folded = (
      (first ^ tail).bigEndian, (second ^ fourth << 32).bigEndian,
      UInt32(truncatingIfNeeded: third >> 32).bigEndian
    )
    return withUnsafeBytes(of: &folded) { body(UnsafeRawBufferPointer(rebasing: $0[..<20])) }
  }
}
