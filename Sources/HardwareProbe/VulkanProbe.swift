import HostModel
import SourceText

/// The Vulkan drivers that the loader would find in this session.
enum VulkanProbe {
  /// How many odd manifests are told one by one.
  private static let maximumFindings = 100

  static func run(
    on root: SystemRoot, environment given: [String: String]?, isNixOS: Bool,
    findings: inout [Diagnostic]
  ) -> Hardware.Vulkan {
    var vulkan = Hardware.Vulkan()
    vulkan.sysconfdir = isNixOS ? "/run/opengl-driver/share" : "/etc"
    vulkan.environment = given ?? environment(root)
    let search = VulkanSearch(environment: vulkan.environment, sysconfdir: vulkan.sysconfdir)
    var problems: [Diagnostic] = []
    for manifest in search.manifests(in: root).sorted() where search.isAllowed(manifest) {
      // Before opening: a FIFO or a device is not even touched.
      guard root.kind(manifest) == .file,
        let bytes = root.bytes(manifest, limit: VulkanManifest.maximumBytes)
      else {
        problems.append(
          .warning(
            "vulkan-manifest-unreadable",
            "\(manifest) cannot be read as a file of at most \(VulkanManifest.maximumBytes) bytes"))
        continue
      }
      switch VulkanManifest.read(bytes, manifest: manifest) {
      case .driver(let driver, let notes):
        vulkan.drivers.append(driver)
        for note in notes {
          problems.append(.warning("vulkan-manifest-odd", "\(manifest): \(note)"))
        }
      case .notADriver: break
      case .invalid(let reason):
        problems.append(.warning("vulkan-manifest-invalid", "\(manifest): \(reason)"))
      }
    }
    if problems.count > maximumFindings {
      let rest = problems.count - maximumFindings
      problems.removeLast(rest)
      problems.append(.warning("vulkan-manifest-invalid", "and \(rest) more odd manifests"))
    }
    findings += problems
    return vulkan
  }

  /// The variables of the session; in a recording without them, those of root's plain session.
  private static func environment(_ root: SystemRoot) -> [String: String] {
    guard
      let text = root.bytes(
        "/proc/self/environ", limit: 4 << 20,
        redact: { root.home.redacted(Redaction.environment($0)) })
    else { return ["HOME": "/root"] }
    var environment: [String: String] = [:]
    for variable in text.split(separator: 0) {
      let parts = variable.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = String(validating: parts[1], as: UTF8.self) else {
        continue
      }
      environment[String(decoding: parts[0], as: UTF8.self)] = value
    }
    return environment
  }
}
