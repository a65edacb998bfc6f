import HostModel
import TextFormats

/// One driver manifest, read as the loader reads it but without trusting it.
///
/// Nothing that a manifest names is opened: any user can put a manifest into a folder of the search.
enum VulkanManifest {
  /// A manifest has some hundred bytes. The loader reads any size.
  static let maximumBytes = 1 << 20

  enum Outcome: Equatable {
    /// A driver, with remarks about what is odd in it.
    case driver(Hardware.VulkanDriver, notes: [String])
    /// A manifest of something else (a layer).
    case notADriver
    /// The loader or we would not take it.
    case invalid(String)
  }

  static func read(_ bytes: [UInt8], manifest: String) -> Outcome {
    // The loader skips a byte order mark.
    let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
    let document: TextNode
    do throws(TextError) {
      document = try JSONDocument.parse(text, limits: TextLimits(depth: 64, size: maximumBytes))
    } catch {
      return .invalid(error.message)
    }
    guard document.members != nil else { return .invalid("not an object") }
    guard let icd = member("ICD", of: document) else {
      let isLayer = member("layer", of: document) != nil || member("layers", of: document) != nil
      return isLayer ? .notADriver : .invalid("no ICD object")
    }
    guard icd.members != nil else { return .invalid("ICD is \(icd.kindName)") }
    guard let format = string("file_format_version", of: document) else {
      return .invalid("no file_format_version")
    }
    guard let library = string("library_path", of: icd), !library.isEmpty else {
      return .invalid("no library_path")
    }
    guard let version = string("api_version", of: icd) else { return .invalid("no api_version") }
    return driver(icd, manifest: manifest, library: library, version: version, format: format)
  }

  private static func driver(
    _ icd: TextNode, manifest: String, library: String, version: String, format: String
  ) -> Outcome {
    var notes: [String] = []
    if format != "1.0.0", format != "1.0.1" { notes.append("unknown format \(format)") }
    let numbers = version.split(separator: ".", omittingEmptySubsequences: false).map { UInt16($0) }
    // With four parts the first is the variant: 0 is Vulkan itself, others are not for us.
    if numbers.count == 4, numbers[0] != 0 { return .invalid("API variant \(version)") }
    let isVersion = (3...4).contains(numbers.count) && !numbers.contains(nil)
    if !isVersion { notes.append("the API version is no version") }

    var driver = Hardware.VulkanDriver(
      manifest: manifest, libraryPath: library, apiVersion: isVersion ? version : nil)
    driver.libraryArchitecture = string("library_arch", of: icd)
    if case .bool(true)? = member("is_portability_driver", of: icd)?.value {
      driver.portability = true
    }
    if library.contains("/"), !library.hasPrefix("/") {
      driver.resolvedLibrary = resolve(library, from: manifest)
    }
    let path = driver.resolvedLibrary ?? library
    if library.split(separator: "/").contains("..") { notes.append("its library is \(path)") }
    if !isSharedObject(path) { notes.append("\(path) is not the name of a library") }
    return .driver(driver, notes: notes)
  }

  /// A relative path is one from the folder of the manifest; `..` ends at `/`.
  private static func resolve(_ library: String, from manifest: String) -> String {
    var parts = manifest.split(separator: "/").dropLast()
    for part in library.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// `libvulkan_x.so` or `libGLX_nvidia.so.0`.
  private static func isSharedObject(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasSuffix(".so") || name.contains(".so.")
  }

  /// The loader compares names without case and takes the first.
  private static func member(_ name: String, of node: TextNode) -> TextNode? {
    let wanted = name.lowercased()
    return node.members?.first { $0.name.lowercased() == wanted }?.node
  }

  private static func string(_ name: String, of node: TextNode) -> String? {
    if case .string(let text)? = member(name, of: node)?.value { text } else { nil }
  }
}
