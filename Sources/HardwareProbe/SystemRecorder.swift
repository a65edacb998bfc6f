package import HostModel

/// Notes everything that a probe reads, so that a folder can be made of it that reads the same.
///
/// It sits below `SystemRoot`, so a recording holds all that the probe saw, and nothing else, by
/// construction: whatever the probe learns to read is recorded without a further list of files. What
/// was redacted on reading never gets here.
package final class SystemRecorder {
  /// By path without links, starting with `/`.
  private var entries: [String: PathResolver.Entry] = [:]
  private var contents: [String: [UInt8]] = [:]

  package init() {}

  func noteEntry(_ entry: PathResolver.Entry, at path: String) { entries[path] = entry }

  func noteContent(_ bytes: [UInt8], of path: String) { contents[path] = bytes }

  /// Too large, not readable or not a file: it must be just as unreadable in the recording.
  func noteUnreadable(_ path: String) { entries[path] = .other }

  /// The recording of the machine that a probe described as `hardware`, sorted by path.
  ///
  /// Of the links in /dev/disk only those are kept that the description uses: they are the uuids of
  /// all file systems in sight, even of a stick that happens to be plugged in.
  package func recording(of hardware: Hardware) -> SystemRecording {
    let used = Set(
      hardware.mounts.map(\.device) + hardware.swaps.map(\.device)
        + hardware.luksDevices.map(\.device) + hardware.stackedDevices.flatMap(\.slaves))
    var recording = SystemRecording()
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      switch entry {
      case .folder: recording.entries.append((path, .folder))
      case .file: recording.entries.append((path, .file(contents[path] ?? [])))
      case .other: recording.entries.append((path, .link(SystemRecording.unreadable)))
      case .link(let target):
        if path.hasPrefix("/dev/disk/"), !used.contains(path), !used.contains(multiple(path)) {
          continue
        }
        recording.entries.append((path, .link(target)))
      }
    }
    return recording
  }

  /// How a file system on several devices is named by the link to one of them.
  private func multiple(_ path: String) -> String {
    "UUID=\(path.split(separator: "/").last ?? "")"
  }
}
