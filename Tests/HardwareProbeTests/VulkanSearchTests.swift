import SourceText
import TestSupport
import Testing
import TextFormats

@testable import HardwareProbe

/// The search, case by case as measured with the Khronos loader.
@Suite struct VulkanSearchTests {
  /// One measured case.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var environment: [String: String]
    var sysconfdir: String
    var folders: [String]
    var files: [String]
    var ignored: [String]

    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let bytes = Fixture.bytes(at: "\(Golden.root)/Vulkan/search-cases.json") ?? []
    guard let document = try? JSONDocument.parse(bytes) else { return [] }
    return items(document["cases"]).map { node in
      Case(
        name: string(node["name"]),
        environment: Dictionary(
          uniqueKeysWithValues: (node["env"]?.members ?? []).map { ($0.name, string($0.node)) }),
        sysconfdir: string(node["sysconfdir"]), folders: items(node["directories"]).map(string),
        files: items(node["files_sorted"]).map(string),
        ignored: items(node["ignored_by_filter"]).map(string))
    }
  }()

  @Test func allCasesAreThere() { #expect(Self.cases.count == 33) }

  @Test(arguments: cases)
  func search(_ test: Case) {
    Fixture.withTemporaryFolder { folder in
      for letter in ["a", "b", "c", "d", "e"] {
        Self.write("\(folder)/vkroot/\(letter)/vulkan/icd.d/\(letter).json")
      }
      for name in ["nvidia_icd", "intel_icd.x86_64", "radeon_icd.x86_64"] {
        Self.write("\(folder)/vkroot/one/\(name).json")
      }
      Self.write("\(folder)/vkroot/dir.json/x.json")
      let search = VulkanSearch(environment: test.environment, sysconfdir: test.sysconfdir)
      #expect(search.locations == test.folders)
      let manifests = search.manifests(in: SystemRoot(folder))
      #expect(manifests.sorted() == test.files)
      let ignored = manifests.filter { !search.isAllowed($0) }
        .map { String($0.split(separator: "/").last ?? "") }
      #expect(ignored.sorted() == test.ignored)
    }
  }

  private static func write(_ path: String) {
    let manifest =
      #"{"file_format_version":"1.0.1","ICD":{"library_path":"libx.so","api_version":"1.3.0"}}"#
    Fixture.write(Array(manifest.utf8), to: path)
  }

  private static func items(_ node: TextNode?) -> [TextNode] {
    if case .array(let items)? = node?.value { items } else { [] }
  }

  private static func string(_ node: TextNode?) -> String {
    if case .string(let text)? = node?.value { text } else { "" }
  }
}
