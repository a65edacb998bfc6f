import Glibc

/// A path directly in the Nix store, such as `/nix/store/<32 digits>-hello-2.12`, as bytes.
package struct StorePath: Sendable, Hashable, Comparable {
  /// The absolute path.
  package let bytes: [UInt8]

  /// The folder of the store. It is part of every hash, so another one is another world.
  package static let directory = Array("/nix/store".utf8)
  /// How many digits the hash part has.
  package static let hashLength = 32
  /// The longest name that Nix allows: 255, less the hash, the dash and what builds append.
  package static let maximumNameLength = 211

  private static let prefixLength = directory.count + 1

  /// The path with that hash part; the name must be valid.
  package init(hash: [UInt8], name: [UInt8]) throws(StoreError) {
    if let problem = Self.problem(ofName: name) {
      let base = display(hash) + "-" + display(name)
      throw StoreError(.badStorePath, "path '\(base)' is not a valid store path: \(problem)")
    }
    var bytes = Self.directory
    bytes.reserveCapacity(Self.prefixLength + hash.count + 1 + name.count)
    bytes.append(UInt8(ascii: "/"))
    bytes += hash
    bytes.append(UInt8(ascii: "-"))
    bytes += name
    self.bytes = bytes
  }

  /// Checks an absolute path that must name an object of the store itself.
  package init(_ path: [UInt8]) throws(StoreError) {
    guard path.count > Self.prefixLength, path.starts(with: Self.directory),
      path[Self.directory.count] == UInt8(ascii: "/"),
      !path[Self.prefixLength...].contains(UInt8(ascii: "/"))
    else { throw StoreError(.badStorePath, "path '\(display(path))' is not in the Nix store") }
    try Self.check(baseName: path[Self.prefixLength...])
    bytes = path
  }

  /// Bytes that were a path before.
  init(known bytes: [UInt8]) { self.bytes = bytes }

  /// Where the name begins.
  static let namePlace = prefixLength + hashLength + 1

  /// The first eight digits as a number, in the order of the digits.
  var order: UInt64 {
    bytes.withUnsafeBytes {
      UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: Self.prefixLength, as: UInt64.self))
    }
  }

  /// The object of the store that a path leads to or into, and the rest, which starts with `/` or
  /// is empty; nil when the path is outside of the store.
  package static func split(_ path: [UInt8]) throws(StoreError) -> (StorePath, ArraySlice<UInt8>)? {
    guard path.count > prefixLength, path.starts(with: directory),
      path[directory.count] == UInt8(ascii: "/")
    else { return nil }
    let end = path[prefixLength...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
    return (try StorePath(Array(path[..<end])), path[end...])
  }

  /// The part after the folder of the store.
  package var baseName: ArraySlice<UInt8> { bytes[Self.prefixLength...] }
  /// The 32 digits.
  package var hashPart: ArraySlice<UInt8> {
    bytes[Self.prefixLength..<Self.prefixLength + Self.hashLength]
  }
  /// What follows the digits and the dash.
  package var name: ArraySlice<UInt8> { bytes[(Self.prefixLength + Self.hashLength + 1)...] }
  /// Whether it names a derivation.
  package var isDerivation: Bool { name.suffix(4).elementsEqual(".drv".utf8) }

  /// The digits after the folder are as good as random: eight of them tell paths apart.
  package func hash(into hasher: inout Swift.Hasher) { hasher.combine(order) }

  package static func == (left: Self, right: Self) -> Bool { left.bytes.hasBytes(of: right.bytes) }

  package static func < (left: Self, right: Self) -> Bool { left.bytes.precedes(right.bytes) }

  private static func check(baseName: ArraySlice<UInt8>) throws(StoreError) {
    let base = display(baseName)
    guard baseName.count > hashLength else {
      throw StoreError(.badStorePath, "'\(base)' is too short to be a valid store path")
    }
    guard baseName[baseName.startIndex + hashLength] == UInt8(ascii: "-") else {
      throw StoreError(
        .badStorePath,
        "'\(base)' can't name a store path because the hash part is not followed by a '-'")
    }
    for byte in baseName.prefix(hashLength) where !Nix32.isDigit(byte) {
      throw StoreError(
        .badStorePath,
        "store path '\(base)' contains illegal base-32 character '\(display([byte]))'")
    }
    if let problem = problem(ofName: baseName.dropFirst(hashLength + 1)) {
      throw StoreError(.badStorePath, "path '\(base)' is not a valid store path: \(problem)")
    }
  }

  /// What Nix says against a name, or nil when the name is valid.
  package static func problem(ofName name: some Collection<UInt8>) -> String? {
    name.withContiguousStorageIfAvailable(problem(ofBytes:)) ?? problem(ofName: Array(name))
  }

  private static func problem(ofBytes name: UnsafeBufferPointer<UInt8>) -> String? {
    if name.isEmpty { return "name must not be empty" }
    if name.count > maximumNameLength {
      return "name '\(display(name))' must be no longer than \(maximumNameLength) characters"
    }
    let first = name.prefix { $0 != UInt8(ascii: "-") }
    if first.elementsEqual(".".utf8) || first.elementsEqual("..".utf8) {
      if first.count == name.count { return "name '\(display(name))' is not valid" }
      return "name '\(display(name))' is not valid: first dash-separated component must not be "
        + "'\(display(first))'"
    }
    for byte in name where !isNameByte(byte) {
      return "name '\(display(name))' contains illegal character '\(display([byte]))'"
    }
    return nil
  }

  /// Letters, digits and `+-._?=`.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "?"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}

extension [UInt8] {
  /// Equality by `memcmp`; that of the standard library goes byte by byte.
  package func hasBytes(of other: [UInt8]) -> Bool {
    withUnsafeBufferPointer { left in other.withUnsafeBufferPointer { left.hasBytes(of: $0) } }
  }

  /// The order of bytes, which is the order of everything in Nix.
  package func precedes(_ other: [UInt8]) -> Bool {
    withUnsafeBufferPointer { left in other.withUnsafeBufferPointer { left.precedes($0) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Equality by `memcmp`.
  func hasBytes(of other: Self) -> Bool { count == other.count && compare(other, count) == 0 }

  /// The order of bytes.
  func precedes(_ other: Self) -> Bool {
    let order = compare(other, Swift.min(count, other.count))
    return order == 0 ? count < other.count : order < 0
  }

  private func compare(_ other: Self, _ count: Int) -> Int32 {
    guard let left = baseAddress, let right = other.baseAddress else { return 0 }
    return memcmp(left, right, count)
  }
}
