import HostModel
import SourceText

/// A check report for people; the findings themselves are diagnostics.
struct CheckText {
  let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  /// How deep the check went and what came out, on one line without its end.
  var line: String {
    let errors = report.findings.count { $0.severity == .error }
    let warnings = report.findings.count { $0.severity == .warning }
    let milliseconds = Int((report.seconds * 1000).rounded())
    return "Check: \(report.depth.words), \(milliseconds) ms, "
      + (errors + warnings == 0
        ? "nothing found" : "\(count(errors, "error")), \(count(warnings, "warning"))")
  }

  /// The line, and a row for every host with what building it takes.
  var text: String {
    var hosts = TextTable()
    for host in report.hosts {
      hosts.add(Terminal.visible(host.name), host.toplevel ?? "")
    }
    return "\(line)\n\(hosts.text)\(costs)"
  }

  /// What building the hosts takes, where it is known.
  var costs: String {
    report.hosts.compactMap { host in
      host.cost.map { cost in
        let name = report.hosts.count > 1 ? " of \(host.name)" : ""
        return Terminal.visible("Cost\(name): \(cost.words)", keepNewlines: true) + "\n"
      }
    }.joined()
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension CheckReport.Depth {
  /// What was proven, in words.
  var words: String {
    switch self {
    case .syntax: "every file parses"
    case .facts: "evaluated against the option and package facts of nixpkgs"
    case .full: "evaluated against nixpkgs to the system's derivation"
    }
  }
}
