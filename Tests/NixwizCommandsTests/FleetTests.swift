import TestSupport
import TextFormats
import Testing

/// Flakes of several hosts, one folder of `Tests/Fleets` each: `hosts` names them with their recorded
/// machines, the first host first, and `answers` holds what each answers.
@Suite struct FleetTests {
  static let fleets = Fixture.names(in: "\(Golden.root)/Fleets")

  /// A flake with its hosts.
  private struct Fleet {
    let folder: String
    let target: String
    let hosts: [(name: String, machine: String)]

    init(_ fleet: String, in scratch: String) {
      folder = "\(Golden.root)/Fleets/\(fleet)"
      target = "\(scratch)/flake"
      hosts = (Fixture.text(at: "\(folder)/hosts") ?? "").split(separator: "\n").map { line in
        let words = line.split(separator: " ").map(String.init)
        return (words[0], FleetTests.machineFolder(words[1]))
      }
    }

    /// Adds a host, from its machine and its answers.
    func add(_ index: Int) -> Program.Result {
      let host = hosts[index]
      let name = index == 0 ? [] : ["--host", host.name]
      return Program.run(
        arguments: [
          "generate", "--output", target, "--root", host.machine, "--answers",
          "\(folder)/answers/\(host.name).nix",
        ] + name)
    }

    func regenerate(_ arguments: String...) -> Program.Result {
      Program.run(arguments: ["regenerate", target] + arguments)
    }

    /// Every file, with the records but what can be undone.
    var files: [String: [UInt8]] {
      let names = Fixture.files(below: target).filter { !$0.hasPrefix(".nixwiz/undo/") }
      return Dictionary(
        uniqueKeysWithValues: names.map { ($0, Fixture.bytes(at: "\(target)/\($0)") ?? []) })
    }
  }

  fileprivate static func machineFolder(_ name: String) -> String {
    PackedTree.shared("\(Golden.root)/Machines/\(name)/machine.tree")
  }

  private func withFleet(_ fleet: String, _ body: (Fleet) throws -> Void) rethrows {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
      let fleet = Fleet(fleet, in: scratch)
      for index in fleet.hosts.indices {
        let made = fleet.add(index)
        #expect(made.status == 0, "\(made.error)")
      }
      try body(fleet)
    }
  }

  /// What differs between two states of a folder.
  private static func changes(
    _ before: [String: [UInt8]], _ after: [String: [UInt8]]
  ) -> Set<String> {
    Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
  }

  /// The files that every run may write: the lists of hosts, and what they were last.
  private static let common: Set<String> = [
    "flake.nix", ".nixwiz/base/flake.nix", ".nixwiz/manifest.json",
  ]

  /// Whether a path is of a further host, record or not.
  private static func isOf(_ host: String, _ path: String) -> Bool {
    path.contains("hosts/\(host)/") || path.hasSuffix("overlays/llama-cpp-\(host).nix")
      || path == ".nixwiz/hardware/\(host).json"
  }

  @Test(arguments: fleets) func `hosts join without a change to others`(_ name: String) {
    Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
      let fleet = Fleet(name, in: scratch)
      for (index, host) in fleet.hosts.enumerated() {
        let before = fleet.files
        let made = fleet.add(index)
        #expect(made.status == 0, "\(made.error)")
        guard index > 0 else { continue }
        for path in Self.changes(before, fleet.files).subtracting(Self.common) {
          #expect(Self.isOf(host.name, path), "\(host.name) changed \(path)")
        }
      }
      let tree = fleet.files.filter { !$0.key.hasPrefix(".nixwiz/") }
      for (path, bytes) in tree {
        Golden.expect(bytes, at: "Fleets/\(name)/tree/\(path)")
      }
      let kept = Fixture.files(below: "\(Golden.root)/Fleets/\(name)/tree")
      #expect(Set(kept).subtracting(tree.keys) == [])
      #expect(checkedHosts(of: fleet) == Set(fleet.hosts.map(\.name)))
    }
  }

  /// The hosts that the check of a flake evaluates.
  private func checkedHosts(of fleet: Fleet) -> Set<String> {
    let check = Program.run("check", fleet.target, "--json")
    #expect(check.status == 0, "\(check.error)")
    let document = try? JSONDocument.parse(check.outputBytes)
    guard case .array(let hosts)? = document?["hosts"]?.value else { return [] }
    return Set(
      hosts.compactMap { host in
        if case .string(let name)? = host["name"]?.value { name } else { nil }
      })
  }

  @Test func `one host is regenerated, and the others stay`() {
    withFleet("office") { fleet in
      // A machine is known by its record, and its record is enough.
      let machine = fleet.hosts[1].machine
      for arguments in [["--root", machine], ["--host", "thinkpad"]] {
        let same = Program.run(
          arguments: ["regenerate", fleet.target, "--quiet", "--exit-code"] + arguments)
        #expect(same.status == 0 && same.output.isEmpty, "\(same.error)\(same.output)")
      }

      // The first host, then a further one gets another card.
      for (host, machine) in [("ampere", "desktop-gtx1080"), ("thinkpad", "laptop-intel-rtx4060")] {
        let before = fleet.files
        let done = fleet.regenerate("--host", host, "--root", Self.machineFolder(machine))
        #expect(done.status == 0, "\(done.error)")
        #expect(done.output.hasPrefix("Host \(host): the machine changed"), "\(done.output)")
        let changed = Self.changes(before, fleet.files).subtracting(Self.common)
        #expect(changed.contains(".nixwiz/hardware/\(host).json"))
        for path in changed {
          let isOther = fleet.hosts.contains { $0.name != host && Self.isOf($0.name, path) }
          #expect(!isOther, "\(host) changed \(path)")
          if host != "ampere" { #expect(Self.isOf(host, path), "\(host) changed \(path)") }
        }
      }
    }
  }

  @Test func `a module is shared while it says the same, and a removed host leaves`() {
    withFleet("studio") { fleet in
      let own = "hosts/guest/modules/locale.nix"
      let before = fleet.files
      #expect(before[own] == nil)
      // The first host no longer says what the other keeps.
      let done = Program.run(
        "generate", "--output", fleet.target, "--host", "guest", "--set",
        "i18n.locale=fr_FR.UTF-8")
      #expect(done.status == 0, "\(done.error)")
      let changed = Self.changes(before, fleet.files).subtracting(Self.common)
      #expect(changed.contains(own))
      #expect(changed.allSatisfy { Self.isOf("guest", $0) }, "\(changed)")

      Fixture.remove(tree: "\(fleet.target)/hosts/guest")
      let left = fleet.regenerate("--root", fleet.hosts[0].machine)
      #expect(left.status == 0, "\(left.error)")
      #expect(!(Fixture.text(at: "\(fleet.target)/flake.nix") ?? "").contains("guest"))
      #expect(fleet.files.keys.allSatisfy { !Self.isOf("guest", $0) })
    }
  }

  @Test func `what makes no sense for one of several hosts is told`() {
    withFleet("studio") { fleet in
      let files = fleet.files
      let machine = Self.machineFolder("desktop-arc-a770")
      let unknown = fleet.regenerate("--root", machine)
      #expect(unknown.status == 2 && unknown.error.contains("[which-host]"), "\(unknown.error)")
      let missing = fleet.regenerate("--host", "nosuch", "--root", machine)
      #expect(missing.status == 2 && missing.error.contains("[no-host]"), "\(missing.error)")
      let bad = fleet.regenerate("--host", "../x")
      #expect(bad.status == 2 && bad.error.contains("[host-name]"), "\(bad.error)")
      let release = Program.run(
        "generate", "--output", fleet.target, "--host", "guest", "--set", "host.release=25.11")
      #expect(release.status == 2 && release.error.contains("[answer-of-flake]"))
      let other = Program.run(
        "generate", "--output", fleet.target, "--host", "guest", "--set", "host.name=else")
      #expect(other.status == 2 && other.error.contains("[host-name]"), "\(other.error)")
      #expect(fleet.files == files)
    }
  }
}
