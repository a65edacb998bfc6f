package import NixEval
import NixLanguage
import SourceText

/// Makes the facts of a nixpkgs with the evaluator: its options and their types, its packages, nested
/// sets and aliases, the names of its library and of its modules.
///
/// The result is the same each time. Nothing is fetched, and nothing outside the nixpkgs is read.
package struct FactExtraction {
  /// What is being done, and how much of it is done.
  package struct Progress: Sendable {
    package enum Stage: String, Sendable { case options, packages }

    package let stage: Stage
    package let done: Int
    package let total: Int
  }

  /// A part that does not evaluate: its facts are as far as it does.
  package struct Skip: Sendable, Hashable {
    package let name: String
    package let reason: String
  }

  package struct Result: Sendable {
    package let facts: FactSource
    package let release: String
    package let skipped: [Skip]
  }

  private let nixpkgs: String
  private let budget: Int
  private let progress: (Progress) -> Void
  private let disk = DiskIO()

  /// - Parameters:
  ///   - nixpkgs: the absolute path of its source tree, without links.
  ///   - budget: bytes of values after which an evaluator gives way to a new one. A unit of work takes
  ///     some ten megabytes, but the options of the first need 600.
  package init(
    nixpkgs: String, budget: Int = 1 << 30, progress: @escaping (Progress) -> Void = { _ in }
  ) {
    self.nixpkgs = nixpkgs
    self.budget = budget
    self.progress = progress
  }

  package func run() throws(EvaluationFailure) -> Result {
    let options = ExtractionSession(
      nixpkgs: nixpkgs, file: "extract/options.nix", budget: budget)
    let found = try OptionExtraction(session: options) { [progress] in
      progress(Progress(stage: .options, done: $0, total: $1))
    }.run()
    options.end()
    let packages = ExtractionSession(
      nixpkgs: nixpkgs, file: "extract/packages.nix", budget: budget)
    let names = try PackageExtraction(session: packages) { [progress] in
      progress(Progress(stage: .packages, done: $0, total: $1))
    }.run(definitions: aliasDefinitions())
    packages.end()
    let facts = FactSource(rows: [
      .options: found.rows, .packages: names.packages, .aliases: names.aliases,
      .scopes: names.scopes, .modules: moduleFiles().map { [$0] },
      .lib: found.library.map { [$0] }, .commonAttributes: names.commonAttributes,
      .about: [["release", found.release]],
    ])
    return Result(
      facts: facts, release: found.release, skipped: options.skipped + packages.skipped)
  }

  /// The files of modules, relative to their folder.
  private func moduleFiles() -> [String] {
    var files: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      let entries = (try? disk.readDirectory("\(nixpkgs)/nixos/modules/\(folder)")) ?? []
      for entry in entries {
        let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
        switch entry.type {
        case .directory: folders.append(path)
        case .regular where path.hasSuffix(".nix"): files.append(path)
        default: break
        }
      }
    }
    return files
  }

  /// The definitions of `aliases.nix` as its text says them.
  private func aliasDefinitions() -> [String: AliasDefinition] {
    let path = "\(nixpkgs)/pkgs/top-level/aliases.nix"
    guard let bytes = try? disk.readFile(path) else { return [:] }
    return AliasDefinition.all(in: Parser.parse(SourceFile(name: path, bytes: bytes)).tree)
  }
}
