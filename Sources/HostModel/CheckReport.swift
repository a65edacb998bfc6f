package import SourceText

/// What a check of a tree found, and how deep it looked.
package struct CheckReport: Sendable {
  /// How much was proven. Each depth includes the ones before.
  package enum Depth: String, Sendable {
    /// Every file parses.
    case syntax
    /// Evaluated against the built-in stand-in for nixpkgs: options, types, packages, assertions.
    case facts
    /// Evaluated against a real nixpkgs to `toplevel.drvPath`.
    case full
  }

  package var depth: Depth
  /// Sorted by file and place; `code` of each is stable and documented in nixwiz(1).
  package var findings: [Diagnostic]
  /// The hosts that were evaluated, with the derivation path at full depth.
  package var hosts: [Host]
  /// Seconds of wall time for the whole check.
  package var seconds: Double

  package struct Host: Sendable, Hashable {
    package var name: String
    package var toplevel: String?
    /// What building it takes, at full depth.
    package var cost: Cost?

    package init(name: String, toplevel: String? = nil, cost: Cost? = nil) {
      self.name = name
      self.toplevel = toplevel
      self.cost = cost
    }
  }

  /// Which derivations of a system the public binary cache cannot have: an estimate, as it compares
  /// with what that cache is built from, the same nixpkgs without overlays and settings, and not with
  /// the cache itself.
  package struct Cost: Sendable, Hashable {
    /// All that the system needs, tools for building included.
    package var derivations: Int
    /// Those that are built only for this system's packages. Downloads are not among them, nor what
    /// NixOS makes of the configuration, such as units and files below /etc.
    package var uncached: Int
    /// Packages that an overlay or a setting changed.
    package var changed: [String]
    /// Installed packages that are not free software, which the public cache does not build.
    package var unfree: [String]
    /// Other caches that the system asks, which may have them.
    package var caches: [String]

    package init(
      derivations: Int, uncached: Int, changed: [String], unfree: [String], caches: [String]
    ) {
      self.derivations = derivations
      self.uncached = uncached
      self.changed = changed
      self.unfree = unfree
      self.caches = caches
    }
  }

  package init(depth: Depth, findings: [Diagnostic], hosts: [Host], seconds: Double) {
    self.depth = depth
    self.findings = findings
    self.hosts = hosts
    self.seconds = seconds
  }

  /// Whether the configuration may be written: no finding is an error.
  package var accepted: Bool { !findings.contains { $0.severity == .error } }
}

extension CheckReport.Cost {
  /// The estimate in sentences, each on a line, with what it rests on.
  package var words: String {
    guard uncached > 0 else {
      return "none of \(derivations) derivations is of a changed or unfree package"
    }
    var lines = ["about \(uncached) of \(derivations) derivations are in no public cache"]
    if !changed.isEmpty {
      let others = caches.isEmpty ? "" : ", unless \(Self.list(caches)) has it"
      lines.append("  compiled here: \(Self.list(changed))\(others)")
    }
    if !unfree.isEmpty {
      lines.append("  downloaded from their makers and packed here: \(Self.list(unfree))")
    }
    lines.append("  an estimate: compared with this nixpkgs without overlays and settings")
    return lines.joined(separator: "\n")
  }

  private static let shown = 6

  private static func list(_ names: [String]) -> String {
    let rest = names.count - shown
    return names.prefix(shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
