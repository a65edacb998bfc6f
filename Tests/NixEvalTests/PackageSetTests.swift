import TestSupport
import Testing

/// Flakes in small whose hosts have package sets of their own, with overlays and settings that come and go, and
/// names that change: all calls that make a package set are remembered.
@Suite struct PackageSetTests {
  @Test(arguments: [false, true], 0..<20)
  func givesWhatNewEvaluatorsGive(tracesReads: Bool, seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var tree = RandomPackageSets(&random)
    let subject = ExchangeSubject(tree.files, tracesReads: tracesReads)
    _ = subject.outcome()
    for round in 0..<12 {
      tree.change(&random)
      if Int.random(in: 0..<4, using: &random) == 0 {
        subject.forgets(tree.files)
      } else {
        _ = subject.exchangesOrForgets(tree.files, limit: 1)
      }
      #expect(
        subject.outcome() == ExchangeSubject(tree.files).outcome(),
        "round \(round) of:\n\(tree.text)")
    }
  }

  /// A host with another name, and an overlay that was there before: nothing is made again but what differs.
  @Test func setsThatWereThereBeforeAreFound() {
    func tree(host: String, overlays: String) -> [String: [UInt8]] {
      [
        "main.nix": Array(
          """
          let hosts = import ./hosts.nix; in [ (builtins.attrValues hosts) ]
          """.utf8),
        "hosts.nix": Array(
          """
          {
            \(host) = import ./host.nix { overlays = [ \(overlays) ]; name = "\(host)"; };
          }
          """.utf8),
        "host.nix": Array(
          """
          { overlays, name }:
          let pkgs = import /lib/packages.nix { platform = { name = "x"; }; inherit overlays; };
          in [ name pkgs.three.name (builtins.trace "used" pkgs.two.name) ]
          """.utf8),
        "overlay.nix": Array(#"final: prev: { two = prev.two // { name = "other"; }; }"#.utf8),
      ]
    }
    let subject = ExchangeSubject(
      tree(host: "carbon", overlays: "(import ./overlay.nix)"), tracesReads: true)
    let before = subject.outcome()
    subject.exchange(for: tree(host: "neon", overlays: "(import ./overlay.nix)"))
    #expect(subject.outcome() == before.map { $0.replacing("carbon", with: "neon") })
    #expect(subject.words.isEmpty)
    subject.exchange(for: tree(host: "neon", overlays: ""))
    #expect(subject.outcome() == [#"[ [ "neon" "one-x-two-0" "two-0" ] ]"#])
    #expect(subject.words == ["packages", "used"])
    subject.exchange(for: tree(host: "carbon", overlays: "(import ./overlay.nix)"))
    #expect(subject.outcome() == before)
    #expect(subject.words == ["used"])
  }
}

/// Hosts, overlays, and what the hosts read of their package sets.
struct RandomPackageSets: RandomTree {
  private struct Host {
    var name: String
    var overlays: [Int]
    var flag: Int?
    var reads: [String]
    var platform = "x"
  }

  private static let names = ["carbon", "neon", "argon"]
  private static let parts = [
    "pkgs.one.name", "pkgs.one.needs", "pkgs.two", "pkgs.three.name", "pkgs.plain.two.name",
    "(pkgs.extra or 0)", "pkgs.needsFlag", "(map (p: p.name) [ pkgs.one pkgs.two ])",
    "(builtins.attrNames pkgs)", "pkgs.plain.plain.three.needs", "config.flag", "name",
    "(pkgs.one == pkgs.plain.one)", "(hosts.${name}.first or 1)", "pkgs.two.missing",
  ]

  private var hosts: [Host] = []
  private var overlays = ["final: prev: { }", "final: prev: { extra = final.two.name; }"]

  init(_ random: inout SplitMix) {
    hosts = [Self.host("carbon", &random)]
    change(&random)
  }

  private static func host(_ name: String, _ random: inout SplitMix) -> Host {
    Host(
      name: name, overlays: Bool.random(using: &random) ? [0] : [],
      flag: Bool.random(using: &random) ? 1 : nil,
      reads: (0..<4).map { _ in parts.randomElement(using: &random) ?? "name" })
  }

  private static func overlay(_ random: inout SplitMix) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: "final: prev: { two = prev.two // { name = final.one.name; }; }"
    case 1: "final: prev: { extra = final.three.name; }"
    case 2:
      "final: prev: { one = prev.one // { needs = \(Int.random(in: 0..<3, using: &random)); }; }"
    case 3: "final: prev: { inherit (prev.plain) one; }"
    default: "final: prev: { three = prev.call ({ two }: two); }"
    }
  }

  mutating func change(_ random: inout SplitMix) {
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let place = Int.random(in: 0..<hosts.count, using: &random)
      let free = Self.names.first { name in !hosts.contains { $0.name == name } }
      switch (Int.random(in: 0..<10, using: &random), free) {
      case (0, let name?), (1, let name?): hosts[place].name = name
      case (2, let name?): hosts.append(Self.host(name, &random))
      case (3, _) where hosts.count > 1: hosts.remove(at: place)
      case (4, _), (5, _):
        hosts[place].overlays = (0..<2).filter { _ in Bool.random(using: &random) }
      case (6, _): hosts[place].flag = [nil, 1, 2].randomElement(using: &random) ?? nil
      case (7, _): overlays[Int.random(in: 0..<2, using: &random)] = Self.overlay(&random)
      case (8, _): hosts[place].platform = Bool.random(using: &random) ? "x" : "y"
      default:
        hosts[place].reads[Int.random(in: 0..<4, using: &random)] =
          Self.parts.randomElement(using: &random) ?? "name"
      }
    }
  }

  var files: [String: [UInt8]] {
    var files = ["main.nix": Array(text.utf8), "host.nix": Array(Self.maker.utf8)]
    for (index, overlay) in overlays.enumerated() where used.contains(index) {
      files["overlay\(index).nix"] = Array(overlay.utf8)
    }
    for host in hosts { files["\(host.name)/default.nix"] = Array(Self.module(host).utf8) }
    return files
  }

  /// The overlays that some host has; files of others are gone.
  private var used: [Int] { Set(hosts.flatMap(\.overlays)).sorted() }

  private static let maker = """
    { name, overlays, module, hosts }:
    let
      inherit (module) config;
      platform = { name = "${config.platform}-${self.kind}"; self = platform; kind = "p"; };
      self = platform;
      pkgs = import /lib/packages.nix { inherit config overlays platform; };
    in
      module.read { inherit pkgs config name hosts; }
    """

  private static func module(_ host: Host) -> String {
    let flag = host.flag.map { "flag = \($0); names = [ \"n\" \"\($0)\" ];" } ?? ""
    let reads = host.reads.enumerated().map { "v\($0.offset) = \($0.element);" }
    return """
      {
        config = { platform = "\(host.platform)"; \(flag) };
        read = { pkgs, config, name, hosts }: { first = 1; \(reads.joined(separator: " ")) };
      }
      """
  }

  var text: String {
    let made = hosts.map { host in
      let overlays = host.overlays.map { "overlays.o\($0)" }.joined(separator: " ")
      return """
            \(host.name) = import ./host.nix {
              name = "\(host.name)";
              overlays = [ \(overlays) ];
              module = import ./\(host.name);
              inherit hosts;
            };

        """
    }
    return """
      let
        overlays = {
      \(used.map { "    o\($0) = import ./overlay\($0).nix;\n" }.joined())  };
        hosts = {
      \(made.joined())  };
      in
      map (name: hosts.${name}) (builtins.attrNames hosts)
      """
  }
}
