import HostModel
import SourceText
import Testing

/// Disks, accounts, network and services: which choices are refused, and what texts are accepted.
@Suite struct HostPlanTests {
  typealias Refusal = PlanTests.Refusal

  private static let disko = "disks.source = \"disko\"; disks.device = \"/dev/sda\";"
  private static let ada =
    "users = [ { name = \"ada\"; hashedPasswordFile = \"/var/lib/ada.passwd\"; } ];"
  private static let address = "network.addresses = [ { interface = \"eno1\"; addresses = "

  static let refusals = [
    Refusal("ada", "disks.source = \"disko\";", "layout-device", "disks.device"),
    Refusal(
      "ada", disko + "disks.mirror = \"/dev/sda\";", "layout-mirror", "disks.mirror"),
    Refusal("small", disko, "disk-small", "disks.device"),
    Refusal("ada", disko + "boot.loader = \"extlinux\";", "layout-loader", "disks.source"),
    Refusal(
      "ada", disko + "disks.layout = \"zfs\"; boot.kernel = \"latest\";", "kernel-for-zfs",
      "boot.kernel"),
    Refusal(
      "ada", disko + "disks.layout = \"zfs\"; boot.kernel = \"7.1\";", "kernel-for-zfs",
      "boot.kernel"),
    Refusal("zfs", "boot.kernel = \"latest\";", "kernel-for-zfs", "boot.kernel"),
    Refusal("ada", disko + "disks.swap = \"found\";", "swap-found", "disks.swap"),
    Refusal("ada", "disks.swap = \"partition\";", "swap-partition", "disks.swap"),
    Refusal(
      "ada", disko + "disks.swap = \"zram\"; disks.hibernate = true;", "hibernation-swap",
      "disks.hibernate"),
    Refusal(
      "ada", disko + "disks.swap = \"partition\"; disks.swapSize = 4; disks.hibernate = true;",
      "hibernation-size", "disks.swapSize"),
    Refusal(
      "ada",
      disko + "disks.layout = \"zfs\"; disks.swap = \"partition\"; disks.hibernate = true;",
      "hibernation-zfs", "disks.hibernate"),
    Refusal("ada", "disks.source = \"mounted\";", "not-mounted", "disks.source"),
    Refusal("bios", "boot.loader = \"lanzaboote\";", "boot-loader-firmware", "boot.loader"),
    Refusal(
      "ada", "keyboard.layout = \"de\"; keyboard.variant = \"dvorka\";", "keyboard-variant",
      "keyboard.variant"),
    Refusal("ada", "desktop.autoLogin = \"bob\";" + ada, "unknown-user", "desktop.autoLogin"),
    Refusal("ada", "nix.trusted = [ \"bob\" ];" + ada, "unknown-user", "nix.trusted"),
    Refusal(
      "ada", "desktop.steam = true; nix.unfree = \"none\";", "unfree-steam", "desktop.steam"),
    Refusal(
      "ada", "security.mutableUsers = false; users = [ { name = \"ada\"; } ];", "locked-out",
      "security.mutableUsers"),
    Refusal("ada", address + "[ ]; } ];", "no-address", "network.addresses"),
    Refusal(
      "ada", address + "[ \"192.0.2.1/24\" ]; gateways = [ \"192.0.3.1\" ]; } ];",
      "gateway-outside", "network.addresses"),
    Refusal(
      "ada",
      address + "[ \"192.0.2.1/24\" ]; gateways = [ \"192.0.2.2\" \"192.0.2.3\" ]; } ];",
      "gateway-twice", "network.addresses"),
    Refusal(
      "ada", "network.wifi = [ { ssid = \"a b\"; } { ssid = \"a-b\"; } ];", "wifi-secret-twice",
      "network.wifi"),
    Refusal("ada", "services.upgrades = \"daily\";", "upgrade-flake", "services.upgrades"),
    Refusal(
      "ada", "deploy.tool = \"colmena\"; network.ssh = false;", "deploy-without-ssh",
      "deploy.tool"),
  ]

  private static func machine(_ name: String) -> Hardware {
    var hardware = HostFixture.desktop()
    switch name {
    case "small": hardware.disks = [Hardware.Disk(name: "sda", sizeBytes: 8 << 30)]
    case "zfs":
      hardware.mounts = [
        Hardware.Mount(mountPoint: "/", device: "rpool/root", fileSystem: "zfs")
      ]
    default: return PlanTests.machine(name)
    }
    return hardware
  }

  @Test(arguments: refusals)
  func contradictionsAreRefused(refusal: Refusal) throws {
    do throws(PlanFailure) {
      _ = try HostFixture.plan(Self.machine(refusal.machine), "{ \(refusal.answers) }")
      Issue.record("planned")
    } catch {
      let problem = try #require(error.problems.first)
      #expect(problem.diagnostic.code == refusal.code)
      #expect(problem.questions.first == refusal.question)
      #expect(problem.diagnostic.fix != nil)
    }
  }

  /// Answers, and a part of the way out that is offered; nil for those that are well.
  @Test(arguments: [
    ("time.timeZone=Europe/Berlin", nil), ("time.timeZone=Europe/Berlim", "Europe/Berlin"),
    ("time.timeZone=new york", "America/New_York"), ("time.timeZone=UTC", nil),
    ("i18n.locale=de_DE.UTF-8", nil), ("i18n.locale=de_DE", "de_DE.UTF-8"),
    ("i18n.locale=en_IN.UTF-8", "write \"en_IN\""), ("i18n.locale=de_EN.UTF-8", "de_"),
    ("keyboard.layout=us,de", nil), ("keyboard.layout=german", "by country"),
    ("keyboard.options=caps:escape,compose:ralt", nil),
    ("keyboard.options=caps:escpe", "caps:escape"),
    ("keyboard.console=de-latin1", nil), ("keyboard.console=de-latin", "de-latin1"),
    ("network.domain=example.org", nil), ("network.domain=example..org", "example.org"),
    (
      "network.addresses=[ { interface = \"eno1\"; addresses = [ \"192.0.2.1\" ]; } ]",
      "192.0.2.1/24"
    ),
    ("network.addresses=[ { interface = \"eno1\"; addresses = [ \"::1/129\" ]; } ]", "as in"),
    ("network.wifi=[ { ssid = \"$HOME\"; } ]", "on the machine itself"),
  ])
  func textsAreJudgedByTheirLists(setting: String, fix: String?) {
    let problems = AnswersDocument.parse(setting: setting).1
    let offered = problems.first?.fix ?? ""
    let isOffered = fix.map { offered.contains($0) } ?? true
    #expect(isOffered, "\(problems)")
    #expect(problems.isEmpty == (fix == nil), "\(problems)")
  }

  @Test func everyLayoutHasOneRootAndStartsTheMachine() throws {
    for kind in ["ext4", "xfs", "btrfs", "zfs", "tmpfs"] {
      for (mirror, encrypt, bios) in [
        (false, false, false), (true, true, false), (true, true, true),
      ] {
        var hardware = HostFixture.desktop()
        hardware.firmware.kind = bios ? .bios : .uefi
        let second = mirror ? "disks.mirror = \"/dev/sdb\";" : ""
        let answers =
          "{ \(Self.disko) \(Self.ada) \(second) disks.layout = \"\(kind)\"; disks.encrypt = \(encrypt); }"
        let layout = try #require(try HostFixture.plan(hardware, answers).storage.layout)
        #expect(layout.disks.count == (mirror ? 2 : 1))
        let roots = layout.mountPoints.filter { $0 == "/" }
        #expect(roots.count == 1, "\(answers)")
        let hasBoot = layout.mountPoints.contains("/boot") || (bios && !encrypt)
        #expect(hasBoot, "\(answers)")
        #expect(Set(layout.mountPoints).count == layout.mountPoints.count, "\(answers)")
        for disk in layout.disks where bios {
          let hasSpace = disk.partitions.contains { $0.role == .grub }
          #expect(hasSpace)
        }
      }
    }
  }
}

extension LayoutPlan {
  /// Everything that will be mounted.
  fileprivate var mountPoints: [String] {
    var found = rootInMemory ? ["/"] : []
    for disk in disks { found += disk.partitions.flatMap { $0.content?.mountPoints ?? [] } }
    found += arrays.flatMap(\.content.mountPoints)
    return found + (pool?.datasets.map(\.mountPoint) ?? [])
  }
}

extension LayoutPlan.Content {
  fileprivate var mountPoints: [String] {
    switch self {
    case .fileSystem(_, let place, _): [place]
    case .subvolumes(let mounts, _): mounts.map(\.mountPoint)
    case .encrypted(_, let inner): inner?.mountPoints ?? []
    case .array, .pool, .swap: []
    }
  }
}
