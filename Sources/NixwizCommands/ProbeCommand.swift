import ArgumentParser
import HardwareProbe
import HostModel
import SourceText

/// `nixwiz probe`: the hardware, for people or as a document.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Show the hardware of this machine, or of a recorded one.",
    discussion: "Serial numbers, MAC addresses and board UUIDs are never read.")

  @OptionGroup(title: "Machine") var machine: HardwareOptions

  /// The forms of the result.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, facter
  }

  @Option(help: "text for people, json, or facter: a report as nixos-facter writes it.")
  var format: Format?

  @Flag(help: "The same as --format json: sorted, redacted, with a version.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Record what the probe reads into a new folder, for --root.", valueName: "dir"),
    completion: .directory)
  var capture: String?

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json cannot be combined with --format \(format.rawValue).")
    }
    if capture != nil, machine.hardware != nil {
      throw ValidationError("--capture records a machine, and --hardware reads none.")
    }
  }

  func run() throws {
    let recorder = capture == nil ? nil : SystemRecorder()
    let report = try machine.read(recorder: recorder)
    Console.error.write(report.findings)
    if let capture, let recorder {
      do { try recorder.recording(of: report.hardware).write(to: capture) } catch {
        throw CommandFailure(
          .unwritable, code: "cannot-write", error.message,
          fix: "name a folder that is new or empty")
      }
    }
    switch format ?? (json ? .json : .text) {
    case .json:
      Console.output.write(HardwareDocument.encode(report.hardware, findings: report.findings))
    case .facter: Console.output.write(FacterReport.encode(report.hardware))
    case .text:
      // The findings are diagnostics, and those have been written to standard error.
      let facts = ProbeReport(hardware: report.hardware, findings: [])
      Console.output.write(
        ProbeTable.render(
          facts, width: Console.output.width, colored: Console.output.isColored))
    }
  }
}
