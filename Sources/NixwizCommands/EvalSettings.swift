import NixEval
import SourceText

/// The settings of an evaluation, from the environment and the command line.
enum EvalSettings {
  /// `NIX_PATH`, then `NIX_CONFIG`, then `--option` and the flags of settings in their order. Files such
  /// as `nix.conf` are not read: an evaluation depends on what is given to it.
  static func make(_ options: EvalOptions, folder: String) throws -> EvaluationSettings {
    var settings = EvaluationSettings()
    settings.workingFolder = folder
    settings.abortsOnWarning = ["1", "true", "yes"].contains(Console.variable("NIX_ABORT_ON_WARN"))
    settings.searchPath = EvaluationSettings.SearchPathEntry.list(
      Console.variable("NIX_PATH") ?? "")
    try applyEnvironment(to: &settings)
    for joined in options.settings {
      let setting = try EvalArguments.pair(joined, of: "--option")
      let isFlag = setting.name.hasPrefix("--")
      try apply(
        isFlag ? String(setting.name.dropFirst(2)) : setting.name, setting.value,
        isLenient: !isFlag, to: &settings)
    }
    settings.searchPath =
      options.includes.map { EvaluationSettings.SearchPathEntry($0) } + settings.searchPath
    if settings.isPure {
      settings.allowedPaths = []
    } else if settings.isRestricted {
      settings.allowedPaths = settings.searchPath.map { absolute($0.path, in: folder) }
    }
    if let size = options.maximumMemory { settings.memoryLimit = max(1, size) << 20 }
    return settings
  }

  static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  /// `NIX_CONFIG`: lines as in `nix.conf`.
  private static func applyEnvironment(to settings: inout EvaluationSettings) throws {
    for line in (Console.variable("NIX_CONFIG") ?? "").split(separator: "\n") {
      let words = line.prefix { $0 != "#" }.split { " \t\r".contains($0) }
      guard let name = words.first else { continue }
      guard words.count > 1, words[1] == "=" else {
        throw CommandFailure(
          .usage, code: "bad-setting",
          "syntax error in configuration line '\(line)' in \"NIX_CONFIG\"")
      }
      try apply(
        String(name), words.dropFirst(2).joined(separator: " "), isLenient: false, to: &settings)
    }
  }

  /// - Parameter isLenient: whether a value that cannot be is only warned of, as Nix does for
  ///   `--option`.
  private static func apply(
    _ name: String, _ value: String, isLenient: Bool, to settings: inout EvaluationSettings
  ) throws {
    do throws(EvaluationSettings.BadValue) {
      for warning in try settings.apply(name, value) { warn(warning) }
    } catch {
      guard isLenient else { throw CommandFailure(.usage, code: "bad-setting", error.message) }
      warn(error.message)
    }
  }

  private static func warn(_ message: String) {
    Console.error.write("warning: \(Terminal.visible(message))\n")
  }
}
