import Glibc

/// Where the probe reads a machine: `/`, or the folder of a recorded one.
///
/// Everything the probe learns from files passes through here, read-only, with a limit on size and
/// without ever waiting: a FIFO, a device or a link into the void is "not there". Paths are those of
/// the machine (`/sys/class/dmi/id`). In a recorded machine symbolic links are resolved inside its
/// folder, as if it were mounted at `/`, so that no link leads out to the machine it is read on.
package final class SystemRoot {
  /// What a path leads to, after all links.
  package enum Kind: Equatable {
    case file
    case folder
    /// A device, a FIFO, a socket.
    case other
  }

  /// The folder without a final slash; empty for `/`.
  package let prefix: String
  /// Notes what is read, for `probe --capture`.
  let recorder: SystemRecorder?
  /// Hides the user's name on the machine the program runs on.
  let home: HomeAlias
  /// Paths are resolved here, one component at a time, instead of by the kernel.
  private let resolver: PathResolver?
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// - Parameter path: `/`, or the folder of a recorded machine.
  package init(_ path: String = "/", recorder: SystemRecorder? = nil) {
    var prefix = Substring(path)
    while prefix.hasSuffix("/") { prefix = prefix.dropLast() }
    self.prefix = String(prefix)
    self.recorder = recorder
    home = prefix.isEmpty ? HomeAlias(home: getenv("HOME").map { String(cString: $0) }) : .none
    resolver =
      prefix.isEmpty && recorder == nil
      ? nil : PathResolver(prefix: self.prefix, home: home, recorder: recorder)
  }

  /// A machine without any file, for facts that come from elsewhere: nothing lies below a device.
  static var empty: SystemRoot { SystemRoot("/dev/null") }

  /// True when this is the machine the program runs on.
  package var isThisMachine: Bool { prefix.isEmpty }

  /// The content of a regular file; nil when it is none, cannot be read or is larger than `limit`.
  ///
  /// - Parameter redact: what of the content the probe is allowed to see. A recording holds the
  ///   same, so that nothing private reaches it.
  package func bytes(
    _ path: String, limit: Int = 65_536, redact: (([UInt8]) -> [UInt8])? = nil
  ) -> [UInt8]? {
    guard let file = resolved(path) else { return nil }
    guard var content = contents(of: file, isAttribute: path.hasPrefix("/sys/"), limit: limit)
    else {
      recorder?.noteUnreadable(file)
      return nil
    }
    if let redact { content = redact(content) }
    recorder?.noteContent(content, of: file)
    return content
  }

  /// The content as text without surrounding white space; nil when there is none.
  ///
  /// Bytes that are not UTF-8 become U+FFFD and length is cut at 256 bytes: names of products.
  package func line(_ path: String) -> String? {
    guard let content = bytes(path) else { return nil }
    return Text.trimmed(content[...].prefix(256))
  }

  /// A decimal number, as attributes of sysfs hold one.
  package func number(_ path: String) -> Int? {
    bytes(path, limit: 4_096).flatMap { Text.decimal($0[...]) }
  }

  /// A number in hexadecimal, with or without `0x`, of at most `bits` bits.
  package func hexadecimal(_ path: String, bits: Int) -> Int? {
    guard let content = bytes(path, limit: 4_096), let value = Text.hexadecimal(content[...])
    else { return nil }
    return value < 1 << bits ? value : nil
  }

  /// The last part of what a symbolic link points to: the driver's name of a `driver` link.
  package func linkName(_ path: String) -> String? {
    guard let target = link(path), let name = target.split(separator: "/").last else { return nil }
    return String(name)
  }

  /// The text of a symbolic link.
  package func link(_ path: String) -> String? {
    if let resolver {
      guard case .link(let target)? = resolver.entry(path) else { return nil }
      return target
    }
    return Files.link(host(path))
  }

  /// The sorted names in a folder, at most `limit`; empty when there is none.
  package func names(_ path: String, limit: Int = 100_000) -> [String] {
    guard let folder = resolved(path) else { return [] }
    let names = Files.names(host(folder), limit: limit)
    // What is in a folder must be there again, even where nothing more is asked about it.
    if recorder != nil { for name in names { _ = resolver?.entry("\(path)/\(name)") } }
    return names.sorted()
  }

  /// What the path leads to, or nil when it leads nowhere.
  package func kind(_ path: String) -> Kind? {
    if let resolver {
      switch resolver.follow(path)?.entry {
      case .file: return .file
      case .folder: return .folder
      case .other: return .other
      default: return nil
      }
    }
    return Files.status(host(path), follow: true).map { Files.kind($0) }
  }

  /// The path with all links resolved, as the machine sees it.
  package func canonical(_ path: String) -> String? {
    if let resolver { return resolver.follow(path)?.path }
    return Files.canonical(host(path))
  }

  /// The path without links where they are resolved here, else as it is.
  private func resolved(_ path: String) -> String? {
    resolver == nil ? path : resolver?.follow(path)?.path
  }

  /// The path on this host.
  private func host(_ path: String) -> String { prefix + home.real(path) }

  /// - Parameter isAttribute: the file lies in sysfs, where one read gives all there is and no file
  ///   waits; saves two system calls for each of the many attributes.
  private func contents(of file: String, isAttribute: Bool, limit: Int) -> [UInt8]? {
    let file = host(file)
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (resolver == nil ? 0 : O_NOFOLLOW)
    let isSysfs = isAttribute && prefix.isEmpty
    if !isSysfs {
      // Before opening: to open a device can already do something.
      guard let status = Files.status(file, follow: resolver == nil),
        Files.kind(status) == .file, status.st_size <= limit
      else { return nil }
    }
    let descriptor = open(file, flags)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var content: [UInt8] = []
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { return content }
      content.append(contentsOf: buffer[..<count])
      if content.count > limit { return nil }
      if isSysfs, count < 4_096 { return content }
    }
  }
}
