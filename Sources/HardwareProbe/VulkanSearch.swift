/// Where the Vulkan loader looks for driver manifests, and which of them it takes.
///
/// The rules of the Khronos loader (1.4.341, read in its source and measured). In short: a variable
/// that names drivers replaces the search, even when it is empty; else come the folders of XDG around
/// the one that the loader was built with.
struct VulkanSearch {
  /// The variables that take part; a recording holds these and no others.
  static let variables: Set<String> = [
    "HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME", "XDG_DATA_DIRS",
    "VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES", "VK_LOADER_DRIVERS_SELECT",
    "VK_LOADER_DRIVERS_DISABLE",
  ]

  private let environment: [String: String]
  /// SYSCONFDIR of the loader: `/run/opengl-driver/share` on NixOS, `/etc` elsewhere.
  private let sysconfdir: String

  init(environment: [String: String], sysconfdir: String) {
    self.environment = environment
    self.sysconfdir = sysconfdir
  }

  /// Folders and manifests in the order of the search, each once.
  var locations: [String] {
    if let replaced = environment["VK_DRIVER_FILES"] ?? environment["VK_ICD_FILENAMES"] {
      return unique(Self.paths(replaced))
    }
    var folders: [String] = []
    let home = environment["HOME"]
    if let configuration = value("XDG_CONFIG_HOME") ?? home.map({ "\($0)/.config" }) {
      folders.append(configuration)
    }
    folders += Self.paths(value("XDG_CONFIG_DIRS") ?? "/etc/xdg")
    folders.append(sysconfdir)
    if let data = value("XDG_DATA_HOME") ?? home.map({ "\($0)/.local/share" }) {
      folders.append(data)
    }
    folders += Self.paths(value("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share")
    let added = Self.paths(environment["VK_ADD_DRIVER_FILES"] ?? "")
    return unique(added + folders.map(Self.manifestFolder))
  }

  /// The manifests: names that end in `.json`, in these very letters.
  func manifests(in root: SystemRoot) -> [String] {
    unique(
      locations.flatMap { location in
        if location.hasSuffix(".json") { return [location] }
        return root.names(location).filter { $0.hasSuffix(".json") }.map { "\(location)/\($0)" }
      })
  }

  /// Whether VK_LOADER_DRIVERS_SELECT and _DISABLE let a manifest pass.
  func isAllowed(_ manifest: String) -> Bool {
    let name = (manifest.split(separator: "/").last ?? "").lowercased()
    if let selected = value("VK_LOADER_DRIVERS_SELECT") {
      return Self.matches(name, anyOf: selected)
    }
    if let disabled = value("VK_LOADER_DRIVERS_DISABLE") {
      return !Self.matches(name, anyOf: disabled)
    }
    return true
  }

  /// A variable that is set and not empty.
  private func value(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func paths(_ list: String) -> [String] {
    list.split(separator: ":").map(String.init)
  }

  private static func manifestFolder(_ folder: String) -> String {
    if folder.hasSuffix(".json") { return folder }
    var bare = folder[...]
    while bare.hasSuffix("/") { bare = bare.dropLast() }
    return "\(bare)/vulkan/icd.d"
  }

  private func unique(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }

  /// Globs with `*` at their ends, separated by commas; blanks belong to them.
  private static func matches(_ name: String, anyOf list: String) -> Bool {
    list.lowercased().split(separator: ",").contains { glob in
      if glob == "~all~" || glob == "*" || glob == "**" { return true }
      let isOpenAtStart = glob.hasPrefix("*")
      let isOpenAtEnd = glob.hasSuffix("*")
      let text = glob.dropFirst(isOpenAtStart ? 1 : 0).dropLast(isOpenAtEnd ? 1 : 0)
      switch (isOpenAtStart, isOpenAtEnd) {
      case (true, true): return name.contains(text)
      case (true, false): return name.hasSuffix(text)
      case (false, true): return name.hasPrefix(text)
      case (false, false): return name == text
      }
    }
  }
}
