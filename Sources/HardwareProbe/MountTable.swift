/// The lines of /proc/self/mountinfo.
struct MountTable {
  /// One mount, as the kernel tells it.
  struct Entry: Hashable {
    /// `major:minor`, the same for all mounts of one file system.
    var number: Substring
    /// The part of the file system that is mounted; `/` but for bind mounts and subvolumes.
    var root: String
    var mountPoint: String
    var options: [Substring]
    var fileSystem: String
    var source: String
    var superOptions: [Substring]

    /// The value of `name=value` among the options of the file system.
    func superOption(_ name: String) -> Substring? {
      superOptions.first { $0.hasPrefix("\(name)=") }?.dropFirst(name.utf8.count + 1)
    }
  }

  /// Machines that run containers have some thousand mounts; 16 MiB are 100,000 lines.
  static let maximumBytes = 16 << 20
  /// How many mounts are considered; no configuration describes as many.
  static let maximumEntries = 8_192
  private static let maximumPath = 4_096

  var entries: [Entry] = []

  /// Reads the text; lines that are not as proc(5) describes them are left out.
  init(_ text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      if let entry = Self.entry(line) { entries.append(entry) }
    }
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    let fields = line.split(separator: UInt8(ascii: " "))
    // id, parent, number, root, mount point, options, any number of optional fields, a hyphen.
    guard fields.count >= 9,
      let hyphen = fields[6...].firstIndex(where: { $0.elementsEqual("-".utf8) }),
      fields.count > hyphen + 2,
      let root = unescaped(fields[3]), let mountPoint = unescaped(fields[4]),
      let source = unescaped(fields[hyphen + 2]), mountPoint.hasPrefix("/")
    else { return nil }
    return Entry(
      number: text(fields[2])[...], root: root, mountPoint: mountPoint,
      options: options(fields[5]), fileSystem: text(fields[hyphen + 1]), source: source,
      superOptions: hyphen + 3 < fields.count ? options(fields[hyphen + 3]) : [])
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field, as: UTF8.self)
  }

  private static func options(_ field: ArraySlice<UInt8>) -> [Substring] {
    (unescaped(field) ?? "").split(separator: ",")
  }

  /// Undoes the octal escapes of blank, tab, line end and backslash; others stay as they are.
  ///
  /// Nil when the path is too long or no UTF-8: Nix could not name it.
  static func unescaped(_ field: ArraySlice<UInt8>) -> String? {
    guard field.count <= maximumPath else { return nil }
    var out: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        digits.allSatisfy({ (0x30...0x37).contains($0) }), let first = digits.first, first <= 0x33
      {
        out.append(digits.reduce(0) { $0 << 3 | ($1 & 7) })
        rest = rest.dropFirst(3)
      } else {
        out.append(byte)
      }
    }
    return String(validating: out, as: UTF8.self)
  }
}
