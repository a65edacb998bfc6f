import NixLanguage
import SourceText

/// "Did you mean" for options: the nearest name at the level that is wrong, with the rest of the
/// path kept when it exists there.
struct OptionSuggestion {
  let facts: PackedFacts

  func fix(for path: [String]) -> String? {
    // The first part that no known option has; the facts leave out the names that users give.
    var prefix: [String] = []
    for (index, part) in path.enumerated() {
      let key = prefix.joined(separator: ".")
      if index > 0, path[index - 1] == prefix.last, isSetOfNames(key) { continue }
      let names = facts.children(of: key, in: .options)
      guard names.contains(part) else {
        if let near = Suggestion.nearest(to: part, among: names) {
          let whole = path[..<index] + [near] + path[(index + 1)...]
          return "did you mean `\(NixName.attributePath(whole))`?"
        }
        return prefix.count > 1 ? nil : elsewhere(path)
      }
      prefix.append(part)
    }
    return nil
  }

  /// Whether the value of an option is a set or list of others: `users.users`, `fileSystems`.
  private func isSetOfNames(_ option: String) -> Bool {
    guard let type = facts.row(option, of: .options)?.first?.first else { return false }
    return ["attrsOf", "lazyAttrsOf", "listOf", "nullOr(attrsOf"].contains { type.hasPrefix($0) }
  }

  /// The same last parts under another place: `programs.openssh` for `services.openssh`.
  private func elsewhere(_ path: [String]) -> String? {
    guard path.count > 1 else { return nil }
    let rest = path.dropFirst().joined(separator: ".")
    for top in ["services", "programs", "hardware", "networking", "virtualisation", "security"] {
      let candidate = "\(top).\(rest)"
      if top != path[0],
        !facts.children(of: candidate, in: .options).isEmpty
          || facts.contains(candidate, in: .options)
      {
        return "did you mean `\(candidate)`?"
      }
    }
    return nil
  }
}

/// What to write instead of options that are gone, where that is more than nothing.
enum RemovedOptions {
  static let advice: [String: String] = [
    "services.ollama.acceleration":
      "set services.ollama.package to pkgs.ollama-cuda, pkgs.ollama-rocm or pkgs.ollama-vulkan",
    "services.llama-cpp.extraFlags": "write the flags as keys of services.llama-cpp.settings",
    "services.llama-cpp.modelsPreset": "set services.llama-cpp.settings.models-preset to the file",
    "hardware.amdgpu.amdvlk": "remove it: RADV is there with hardware.graphics.enable",
    "hardware.opengl.driSupport": "remove it: hardware.graphics.enable is enough",
    "sound.enable": "remove it: services.pipewire gives sound",
  ]
}
