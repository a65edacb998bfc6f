import SourceText

/// "Did you mean" for options: the nearest name at the level that is wrong, with the rest of the
/// path kept when it exists there.
struct OptionSuggestion {
  let facts: PackedFacts

  func fix(for path: [String]) -> String? {
    // The first part that no known option has.
    var prefix: [String] = []
    for part in path {
      let names = facts.children(of: prefix.joined(separator: "."), in: .options)
      guard names.contains(part) else {
        if let near = Suggestion.nearest(to: part, among: names) {
          let rest = path.dropFirst(prefix.count + 1)
          let whole = (prefix + [near] + rest).joined(separator: ".")
          return "did you mean `\(whole)`?"
        }
        return elsewhere(path)
      }
      prefix.append(part)
    }
    return nil
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
