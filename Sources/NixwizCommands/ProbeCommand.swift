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

  @Flag(help: "Print a JSON document: sorted, redacted, with a version.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Record what the probe reads into a new folder, for --root.", valueName: "dir"),
    completion: .directory)
  var capture: String?

  func validate() throws {
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
    if json {
      Console.output.write(HardwareDocument.encode(report.hardware, findings: report.findings))
    } else {
      // The findings are diagnostics, and those have been written to standard error.
      let facts = ProbeReport(hardware: report.hardware, findings: [])
      Console.output.write(
        ProbeTable.render(
          facts, width: Console.output.width, colored: Console.output.isColored))
    }
  }
}
