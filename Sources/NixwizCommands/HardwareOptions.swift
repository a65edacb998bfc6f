import ArgumentParser
import Glibc
import HardwareProbe
import HostModel
import SourceText
import TextFormats

/// Where a command takes the machine from: this one, a recorded one, or a document.
struct HardwareOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read a recorded machine instead of this one.",
      discussion: "A folder as 'nixwiz probe --capture' makes it.", valueName: "dir"),
    completion: .directory)
  var root: String?

  @Option(
    help: ArgumentHelp("Read the PCI bus from a dump of lspci -x.", valueName: "file"),
    completion: .file())
  var pciDump: String?

  @Option(
    help: ArgumentHelp(
      "Take the machine from a document of 'nixwiz probe --json' or of nixos-facter.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var hardware: String?

  func validate() throws {
    if hardware != nil, root != nil || pciDump != nil {
      throw ValidationError("--hardware cannot be combined with --root or --pci-dump.")
    }
  }

  /// Whether another machine is meant than the one that the program runs on.
  var isElsewhere: Bool { hardware != nil || root != nil || pciDump != nil }

  /// The facts and what the probe remarks; what cannot be read at all is thrown.
  func read(recorder: SystemRecorder? = nil) throws -> ProbeReport {
    guard let hardware else { return try probe(recorder) }
    let file = try InputFile.read(hardware)
    if case .success(let document) = JSONDocument.parse(file), FacterReport.isReport(document) {
      return try FacterReport.decode(document, of: file).mapError {
        CommandFailure(.unreadableMachine, [$0.diagnostic])
      }.get()
    }
    switch HardwareDocument.decode(file) {
    case .success(let hardware): return ProbeReport(hardware: hardware, findings: [])
    case .failure(let error): throw CommandFailure(.unreadableMachine, [error.diagnostic])
    }
  }

  private func probe(_ recorder: SystemRecorder?) throws -> ProbeReport {
    if let root, access(root, R_OK | X_OK) != 0 {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(
        .unreadableMachine, code: "cannot-read", "cannot read \(root): \(reason)",
        fix: "name a folder that 'nixwiz probe --capture' made")
    }
    let dump = try pciDump.map { try InputFile.read($0).bytes }
    let report = HardwareProbe.run(
      on: SystemRoot(root ?? "/", recorder: recorder), pciDump: dump)
    guard !report.failed else { throw CommandFailure(.unreadableMachine, report.findings) }
    return report
  }
}
