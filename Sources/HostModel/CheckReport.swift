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

    package init(name: String, toplevel: String? = nil) {
      self.name = name
      self.toplevel = toplevel
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
