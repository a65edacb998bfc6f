import NixLanguage
import SourceText

/// Places that are better than none, for what is told without one.
extension CheckedSources {
  /// Where the flake defines a host, else its hosts, else its outputs.
  func flakePlace(ofHost name: String? = nil) -> SourceLocation? {
    guard let tree = parsed["flake.nix"]?.tree else { return nil }
    let definitions = UserDefinitions(self).all.filter { $0.location.file.name == "flake.nix" }
    let wanted = [name, "nixosConfigurations", "outputs"].compactMap { $0 }
    for name in wanted {
      let found = definitions.first {
        $0.path.last == name && (name == "outputs" || $0.path.contains("nixosConfigurations"))
      }
      if let found { return found.location }
    }
    return tree.location(tree.root)
  }
}

extension ValueLocator {
  /// Where a package is named that nixpkgs refuses, by the longest word that is a part of its name or of the
  /// name of the file that makes it: most packages are called by either.
  ///
  /// - Parameter message: Refusing to evaluate package 'NAME-VERSION' in PATH:LINE because …
  func refusedPackage(_ message: String) -> SourceLocation? {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    guard parts.count > 2 else { return nil }
    let file = parts[2].split(whereSeparator: { " :\n".contains($0) }).dropFirst().first ?? ""
    let names = file.split(separator: "/").suffix(2)
    let isOfFolder = ["default.nix", "package.nix"].contains(names.last ?? "")
    let keys = [String(parts[1]), String((isOfFolder ? names.first : names.last) ?? "")]
      .map { Array($0.utf8) }
    var best: (length: Int, place: SourceLocation)?
    _ = inAnyFile { _, tree in
      for id in tree.nodeIDs {
        guard [.identifier, .string].contains(tree.kind(id)) else { continue }
        var word = tree.source(id)
        if tree.kind(id) == .string { word = word.dropFirst().dropLast() }
        guard word.count > 3, word.count > best?.length ?? 0,
          keys.contains(where: { Self.isPart(word, of: $0) })
        else { continue }
        best = (word.count, tree.location(id))
      }
      return nil
    }
    return best?.place
  }

  /// Whether a name has another one in it, from one hyphen or dot to another.
  private static func isPart(_ word: ArraySlice<UInt8>, of name: [UInt8]) -> Bool {
    guard name.count >= word.count else { return false }
    func isEdge(_ index: Int) -> Bool {
      !name.indices.contains(index) || "-._".utf8.contains(name[index])
    }
    return (0...name.count - word.count).contains { start in
      isEdge(start - 1) && isEdge(start + word.count)
        && name[start..<start + word.count].elementsEqual(word)
    }
  }
}
