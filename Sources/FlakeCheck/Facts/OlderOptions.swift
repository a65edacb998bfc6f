import HostModel

/// Options that the facts have no more, or under another name only, while older releases have them:
/// a flake that follows such a release is right to use them. From the release notes of nixpkgs.
enum OlderOptions {
  /// The last release with the option.
  private static let last = [
    "services.llama-cpp.extraFlags": "26.05", "services.llama-cpp.host": "26.05",
    "services.llama-cpp.model": "26.05", "services.llama-cpp.modelsDir": "26.05",
    "services.llama-cpp.modelsPreset": "26.05", "services.llama-cpp.port": "26.05",
  ]

  /// Whether a release, as in `25.11`, has an option.
  static func has(_ option: String, in release: String?) -> Bool {
    guard let release = release.flatMap(Release.order),
      let last = last[option].flatMap(Release.order)
    else { return false }
    return release <= last
  }
}
