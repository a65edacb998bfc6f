import HostModel
import SourceText
import Testing
import TextFormats

/// Documents that were edited by hand or come from another version are refused with the place.
@Suite struct HardwareDocumentTests {
  @Test(arguments: [
    (#"{"system": "x86_64-linux"}"#, "schema is missing"),
    (#"{"schema": 2, "system": "x"}"#, "schema is 2, and this nixwiz reads 1"),
    (#"{"schema": 1}"#, "system is missing"),
    (#"[]"#, "the document must be an object, not a list"),
    (#"{"schema": 1, "system": 5}"#, "system must be a string, not an integer"),
    (
      #"{"schema": 1, "system": "x", "pci": [{"address": "a", "vendor_id": "xyz"}]}"#,
      "pci[0].vendor_id must be a hexadecimal number, not a string"
    ),
    (
      #"{"schema": 1, "system": "x", "gpus": [{"address": "0000:01:00.0"}]}"#,
      "gpus[0].address 0000:01:00.0 is not in the list pci"
    ),
    (
      #"{"schema": 1, "system": "x", "cpu": {"vendor": "cyrix"}}"#,
      "cpu.vendor has the unknown value cyrix"
    ),
    (
      #"{"schema": 1, "system": "x", "storage": {"mounts": [{"device": "/dev/sda1"}]}}"#,
      "storage.mounts[0].mount_point is missing"
    ),
  ])
  func wrongDocuments(text: String, message: String) {
    guard case .failure(let error) = HardwareDocument.decode(SourceFile(name: "h", text: text))
    else {
      Issue.record("accepted")
      return
    }
    #expect(error.diagnostic.code == "hardware-document")
    #expect(error.diagnostic.message == message)
    #expect(error.diagnostic.location != nil)
  }

  @Test func brokenJSONIsRefused() {
    for text in ["", "{", String(repeating: "[", count: 100_000), "{\"schema\": 1,}"] {
      let result = HardwareDocument.decode(SourceFile(name: "h", text: text))
      #expect(throws: DiagnosticError.self) { try result.get() }
    }
  }

  /// What later versions add is not in the way.
  @Test func unknownNamesAreIgnored() throws {
    let text = #"{"schema": 1, "system": "riscv64-linux", "later": {"a": [1, 2]}, "dmi": null}"#
    let hardware = try HardwareDocument.decode(SourceFile(name: "h", text: text)).get()
    #expect(hardware.system == "riscv64-linux")
  }

  /// The smallest document reads back, with every list in its order and every name sorted.
  @Test func namesAreSorted() {
    let text = String(decoding: HardwareDocument.encode(Hardware()), as: UTF8.self)
    let names = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }
    #expect(names == names.sorted())
    #expect(text.hasSuffix("}\n"))
  }
}
