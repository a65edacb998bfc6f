import Glibc
import HostModel
import SourceText
import TestSupport
import Testing

@testable import HardwareProbe

/// Manifests made to break a loader. Each is taken, refused or passed over, and none is waited for.
@Suite struct HostileVulkanTests {
  /// What becomes of a manifest.
  enum Verdict: Equatable {
    case driver
    /// A driver with a remark.
    case odd
    case invalid
    case unreadable
    /// Not looked at, or silently no driver.
    case passedOver
  }

  static let verdicts: [(String, Verdict)] = [
    ("good.json", .driver), ("traversal-relative.json", .odd), ("traversal-absolute.json", .odd),
    ("traversal-dev.json", .odd), ("bare-name.json", .driver), ("relative-sub.json", .driver),
    ("missing-library-path.json", .invalid), ("empty-library-path.json", .invalid),
    ("number-library-path.json", .invalid), ("null-library-path.json", .invalid),
    ("missing-api-version.json", .invalid), ("number-api-version.json", .invalid),
    ("odd-api-version.json", .odd), ("variant-api-version.json", .invalid),
    ("no-file-format-version.json", .invalid), ("future-format.json", .odd),
    ("no-icd-object.json", .invalid), ("layer-manifest.json", .passedOver),
    ("array-root.json", .invalid), ("icd-is-string.json", .invalid), ("portability.json", .driver),
    ("arch32.json", .driver), ("arch-nonsense.json", .driver), ("truncated.json", .invalid),
    ("empty.json", .invalid), ("trailing-garbage.json", .invalid),
    ("trailing-comma.json", .invalid), ("comments.json", .invalid), ("bom.json", .driver),
    ("utf16.json", .invalid), ("not-utf8.json", .invalid), ("escapes.json", .driver),
    ("lone-surrogate.json", .invalid), ("nul-byte.json", .invalid),
    ("duplicate-keys.json", .driver),
    ("case-key.json", .driver), ("UPPER.JSON", .passedOver), ("no-extension", .passedOver),
    ("good.json.bak", .passedOver), (".json", .driver), (".hidden.json", .driver),
    ("directory.json", .unreadable),
    // Made by `addOddFiles`.
    ("spa ce\tand\nnewline.json", .driver), ("large.json", .unreadable), ("nested.json", .invalid),
    ("loop-a.json", .unreadable), ("loop-b.json", .unreadable), ("self.json", .unreadable),
    ("dangling.json", .unreadable), ("dirloop.json", .unreadable), ("dev-zero.json", .unreadable),
    ("passwd.json", .unreadable), ("fifo.json", .unreadable),
  ]

  @Test func everyManifestIsJudged() throws {
    try Fixture.withTemporaryFolder { folder in
      let place = "/usr/share/vulkan/icd.d"
      copyFixtures(to: folder + place)
      addOddFiles(to: folder + place)
      #expect(Set(Fixture.names(in: folder + place)) == Set(Self.verdicts.map(\.0)))

      let report = HardwareProbe.run(on: SystemRoot(folder))
      for (name, verdict) in Self.verdicts {
        #expect(judge("\(place)/\(name)", report) == verdict, "\(name)")
      }
      try detailsAreRight(report, place: place)
      // Nothing of a file that a link leads to is ever shown.
      let document = HardwareDocument.encode(report.hardware, findings: report.findings)
      #expect(!String(decoding: document, as: UTF8.self).contains("root:x:0"))
      let table = ProbeTable.render(report)
      #expect(!table.utf8.contains(0x1b))
    }
  }

  @Test func manyManifests() {
    Fixture.withTemporaryFolder { folder in
      for index in 0..<300 {
        Fixture.write(
          index % 2 == 0 ? Array("[]".utf8) : good,
          to: "\(folder)/usr/share/vulkan/icd.d/x\(index).json")
      }
      let report = HardwareProbe.run(on: SystemRoot(folder))
      #expect(report.hardware.vulkan.drivers.count == 150)
      #expect(report.findings.count < 120)
    }
  }

  private func detailsAreRight(_ report: ProbeReport, place: String) throws {
    func driver(_ name: String) throws -> Hardware.VulkanDriver {
      try #require(report.hardware.vulkan.drivers.first { $0.manifest == "\(place)/\(name)" })
    }
    #expect(try driver("traversal-relative.json").resolvedLibrary == "/etc/passwd")
    #expect(try driver("bare-name.json").resolvedLibrary == nil)
    #expect(
      try driver("relative-sub.json").resolvedLibrary == "\(place)/lib/libvulkan_radeon.so")
    #expect(try driver("odd-api-version.json").apiVersion == nil)
    #expect(try driver("portability.json").portability)
    #expect(try driver("arch32.json").libraryArchitecture == "32")
    #expect(try driver("duplicate-keys.json").libraryPath == "/usr/lib/first.so")
    #expect(try driver("case-key.json").libraryPath == "/usr/lib/x.so")
  }

  private let good = Array(
    #"{"file_format_version":"1.0.1","ICD":{"library_path":"/usr/lib/x.so","api_version":"1.3.0"}}"#
      .utf8)

  private func copyFixtures(to folder: String) {
    let source = "\(Golden.root)/Hostile/vulkan/icd.d"
    for name in Fixture.names(in: source) {
      if let bytes = Fixture.bytes(at: "\(source)/\(name)"), name != "directory.json" {
        Fixture.write(bytes, to: "\(folder)/\(name)")
      }
    }
    Fixture.write([], to: "\(folder)/directory.json/x")
  }

  /// What no repository can hold: large files, links in circles and out of the tree, a FIFO.
  private func addOddFiles(to folder: String) {
    Fixture.write(good, to: "\(folder)/spa ce\tand\nnewline.json")
    Fixture.write(
      good + [UInt8](repeating: 0x20, count: 2 << 20), to: "\(folder)/large.json")
    Fixture.write(
      [UInt8](repeating: UInt8(ascii: "["), count: 100_000), to: "\(folder)/nested.json")
    for (name, target) in [
      ("loop-a", "loop-b.json"), ("loop-b", "loop-a.json"), ("self", "self.json"),
      ("dangling", "/nonexistent/x.json"), ("dirloop", "."), ("dev-zero", "/dev/zero"),
      ("passwd", "/etc/passwd"),
    ] {
      symlink(target, "\(folder)/\(name).json")
    }
    mkfifo("\(folder)/fifo.json", 0o644)
  }

  private func judge(_ manifest: String, _ report: ProbeReport) -> Verdict {
    let isDriver = report.hardware.vulkan.drivers.contains { $0.manifest == manifest }
    let codes = Set(
      report.findings.filter {
        $0.message.hasPrefix("\(manifest): ") || $0.message.hasPrefix("\(manifest) ")
      }.map(\.code))
    if isDriver { return codes.contains("vulkan-manifest-odd") ? .odd : .driver }
    if codes.contains("vulkan-manifest-invalid") { return .invalid }
    return codes.contains("vulkan-manifest-unreadable") ? .unreadable : .passedOver
  }
}
