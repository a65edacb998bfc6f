import Glibc

/// A program on a terminal of its own, and what that shows.
package final class PseudoTerminal {
  package private(set) var screen: TerminalModel
  /// All that the program wrote.
  package private(set) var output: [UInt8] = []
  private let descriptor: Int32
  private let process: pid_t
  private var status: Int32?
  /// Whether the kernel wrote a core of the program, once it ended.
  package private(set) var dumpedCore = false

  /// Starts a program with exactly this environment; nil when that cannot be.
  ///
  /// - Parameter tellsSize: whether the kernel knows the size, which it does not of a serial line.
  package init?(
    _ program: String, _ arguments: [String], environment: [String: String], width: Int = 80,
    height: Int = 24, tellsSize: Bool = true
  ) {
    screen = TerminalModel(width: width, height: height)
    // What posix_openpt(3), unlockpt(3) and ptsname(3) do, which Swift's Glibc module has not.
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: Int32 = 0
    guard descriptor >= 0, ioctl(descriptor, UInt(0x4004_5431 /* TIOCSPTLCK */), &lock) == 0,
      ioctl(descriptor, UInt(0x8004_5430 /* TIOCGPTN */), &number) == 0
    else { return nil }
    let name = "/dev/pts/\(number)"
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    if tellsSize { _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The leader of a new session gets the first terminal that it opens.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The program gets its signals as a shell would hand them down, whatever the tests do with theirs.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | 0x80 /* POSIX_SPAWN_SETSID */
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process = pid_t()
    guard posix_spawn(&process, program, &actions, &attributes, words, variables) == 0 else {
      return nil
    }
    self.process = process
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(descriptor)
  }

  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  package func signal(_ number: Int32) { kill(process, number) }

  package func resize(width: Int, height: Int) {
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    screen = TerminalModel(width: width, height: height)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  /// Reads until the screen is as wanted; false when it is not within some seconds.
  package func wait(seconds: Int = 90, until isWanted: (TerminalModel) -> Bool) -> Bool {
    let end = now + seconds * 1_000
    while !isWanted(screen) {
      guard now < end, read(milliseconds: 50) else { return isWanted(screen) }
    }
    return true
  }

  /// Whether the program wrote a text, sequences of control included.
  package func wrote(_ text: String) -> Bool {
    Self.contains(output[...], Array(text.utf8))
  }

  /// Reads until nothing comes for longer than any pause within one repaint.
  package func settle() {
    var count = -1
    while count != output.count {
      count = output.count
      read(milliseconds: 150)
    }
  }

  /// Reads until a text is on the screen.
  package func wait(for text: String) -> Bool { wait { $0.text.contains(text) } }

  /// Reads what comes within a time; false when nothing can come any more.
  @discardableResult
  package func read(milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer[..<count]
    screen.feed(buffer[..<count])
    return true
  }

  /// Reads to the end, and gives the status: 128 and the number of the signal for a killed program.
  package func end() -> Int32 {
    if let status { return status }
    let end = now + 90_000
    while now < end, read(milliseconds: 100) {}
    if now >= end { kill(process, SIGKILL) }
    var raw: Int32 = 0
    while waitpid(process, &raw, 0) < 0, errno == EINTR {}
    dumpedCore = raw & 0x80 != 0
    let signal = raw & 0x7f
    let status = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
    self.status = status
    return status
  }

  /// Whether the terminal itself shows what is typed.
  package var echoes: Bool {
    var settings = termios()
    return tcgetattr(descriptor, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  /// A file of the program's folder below /proc; empty when we may not read it.
  package func process(_ name: String) -> [UInt8] {
    Fixture.bytes(at: "/proc/\(process)/\(name)") ?? []
  }

  /// Whether bytes are anywhere in the memory that the program may write to. What we may not read
  /// counts as without them: nobody else may either.
  package func memoryHolds(_ text: String) -> Bool {
    let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
    guard memory >= 0 else { return false }
    defer { close(memory) }
    let maps = String(decoding: process("maps"), as: UTF8.self)
    for line in maps.split(separator: "\n") {
      let words = line.split(separator: " ")
      let ends = words[0].split(separator: "-").compactMap { Int($0, radix: 16) }
      guard words[1].hasPrefix("rw"), ends.count == 2 else { continue }
      var place = ends[0]
      // Pieces overlap by a page, for what lies across their border.
      while place < ends[1] {
        var piece = [UInt8](repeating: 0, count: min(ends[1] - place, 4 << 20))
        let count = pread(memory, &piece, piece.count, place)
        if count > 0, Self.contains(piece[..<count], Array(text.utf8)) { return true }
        place += max(4096, piece.count - 4096)
      }
    }
    return false
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard var place = bytes.baseAddress else { return false }
      var rest = bytes.count
      while rest >= wanted.count, let found = memchr(place, Int32(wanted[0]), rest) {
        rest -= UnsafeRawPointer(found) - place
        place = UnsafeRawPointer(found)
        if rest >= wanted.count, memcmp(place, wanted, wanted.count) == 0 { return true }
        rest -= 1
        place += 1
      }
      return false
    }
  }

  private var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
