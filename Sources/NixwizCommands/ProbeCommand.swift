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

  func run() throws {
    let report = try machine.read()
    Console.error.write(report.findings)
    if json {
      Console.output.write(HardwareDocument.encode(report.hardware, findings: report.findings))
    } else {
      Console.output.write(HardwareText(report.hardware).text)
    }
  }
}
