import HostModel
import NixLanguage

/// `modules/network.nix`.
struct NetworkScope: TemplateScope {
  struct HostID: TemplateScope {
    let decision: Decision<String>
    static let holes: [TemplateHole<HostID>] = [
      .comment("reason") { _ in
        "ZFS takes only pools that were last used by the host of this number."
      },
      .literal("value") { .string($0.decision.value) },
    ]
  }

  struct Ports: TemplateScope {
    let ports: [Int]
    static let holes: [TemplateHole<Ports>] = [
      .literal("ports") { .list($0.ports.map { .integer($0) }) }
    ]

    init?(_ ports: [Int]) {
      if ports.isEmpty { return nil }
      self.ports = ports
    }
  }

  struct Firewall: TemplateScope {
    let network: NetworkPlan
    static let holes: [TemplateHole<Firewall>] = [
      .flag("off") { !$0.network.firewall },
      .optional("tcp") { Ports($0.network.tcpPorts) },
      .optional("udp") { Ports($0.network.udpPorts) },
    ]

    /// Nil for the firewall as NixOS has it.
    init?(_ network: NetworkPlan) {
      if network.firewall, network.tcpPorts.isEmpty, network.udpPorts.isEmpty { return nil }
      self.network = network
    }
  }

  /// A Wi-Fi network as NetworkManager's keyfile has it, with its password from the environment.
  struct WirelessProfile: TemplateScope {
    let wireless: WirelessNetwork
    static let holes: [TemplateHole<WirelessProfile>] = [
      .attributePath("profile") { [$0.wireless.ssid] },
      .literal("ssid") { .string($0.wireless.ssid) },
      .flag("hidden") { $0.wireless.isHidden },
      .literal("variable") { .string("$" + $0.wireless.secret) },
    ]
  }

  /// The same for wpa_supplicant, with its password from a file.
  struct Supplicant: TemplateScope {
    let wireless: WirelessNetwork
    static let holes: [TemplateHole<Supplicant>] = [
      .attributePath("profile") { [$0.wireless.ssid] },
      .flag("hidden") { $0.wireless.isHidden },
      .literal("external") { .string("ext:" + $0.wireless.secret) },
    ]
  }

  /// An interface with fixed addresses for systemd-networkd.
  struct Unit: TemplateScope {
    let address: StaticAddress
    static let holes: [TemplateHole<Unit>] = [
      .attributePath("unit") { ["10-" + $0.address.interface] },
      .literal("id") { .string($0.address.interface) },
      .literal("all") { .strings($0.address.addresses) },
      .optional("gateways") { ValueScope(unlessEmpty: $0.address.gateways) },
      .optional("nameServers") { ValueScope(unlessEmpty: $0.address.nameServers) },
    ]
  }

  /// An interface with fixed addresses for NetworkManager.
  struct Address: TemplateScope {
    struct Family: TemplateScope {
      struct Numbered: TemplateScope {
        let number: Int
        let address: String
        static let holes: [TemplateHole<Numbered>] = [
          .attributePath("key") { ["address\($0.number)"] },
          .literal("address") { .string($0.address) },
        ]
      }

      let name: String
      let addresses: [String]
      let gateway: String?
      let nameServers: [String]
      static let holes: [TemplateHole<Family>] = [
        .attributePath("family") { [$0.name] },
        .list("numbered") { family in
          family.addresses.enumerated().map { Numbered(number: $0.offset + 1, address: $0.element) }
        },
        .optional("gateway") { $0.gateway.map { ValueScope(.string($0)) } },
        // A keyfile separates the entries of a list by semicolons.
        .optional("dns") {
          $0.nameServers.isEmpty
            ? nil : ValueScope(.string($0.nameServers.map { $0 + ";" }.joined()))
        },
      ]

      /// Nil for a family without an address.
      init?(_ name: String, _ addresses: [String], _ gateways: [String], _ nameServers: [String]) {
        if addresses.isEmpty { return nil }
        self.name = name
        self.addresses = addresses
        gateway = gateways.first
        self.nameServers = nameServers
      }
    }

    let address: StaticAddress

    private var families: [Family] {
      [
        Family("ipv4", address.addresses(.v4), address.gateways(.v4), address.nameServers(.v4)),
        Family("ipv6", address.addresses(.v6), address.gateways(.v6), address.nameServers(.v6)),
      ].compactMap { $0 }
    }

    static let holes: [TemplateHole<Address>] = [
      .attributePath("interface") { [$0.address.interface] },
      .literal("id") { .string($0.address.interface) },
      .list("families") { $0.families },
    ]
  }

  struct SSH: TemplateScope {
    let network: NetworkPlan
    let hostKeys: Bool
    static let holes: [TemplateHole<SSH>] = [
      .flag("hostKeys") { $0.hostKeys },
      .literal("passwords") { .bool($0.network.sshPasswords) },
      .flag("keysOnly") { !$0.network.sshPasswords },
      .literal("rootLogin") { .string($0.network.rootLogin.rawValue) },
    ]
  }

  let plan: Plan
  private var network: NetworkPlan { plan.network }
  private var isWSL: Bool { plan.storage.guest?.value == .wsl }
  private var isManaged: Bool { network.manager.value == .networkmanager }
  private var isPaired: Bool { plan.storage.guest?.value == .lxc && !isManaged }
  /// Whether systemd-networkd has addresses to give.
  private var hasUnits: Bool { !isManaged && !network.addresses.isEmpty }

  private var ssh: SSH? {
    network.ssh.value ? SSH(network: network, hostKeys: plan.storage.isRootInMemory) : nil
  }

  static let holes: [TemplateHole<NetworkScope>] = [
    .literal("hostName") { .string($0.plan.host.name) },
    .optional("domain") { $0.network.domain.map { ValueScope(.string($0)) } },
    .optional("hostId") { $0.plan.storage.zfsHostID.map(HostID.init) },
    // Windows configures the network of WSL.
    .flag("networkmanager") { $0.isManaged && !$0.isWSL },
    .flag("networkd") { !$0.isManaged && !$0.isWSL },
    .flag("unwanted") { $0.plan.desktop.environment.value.startsNetworkManager },
    .flag("container") {
      ($0.plan.storage.guest?.value.isContainer ?? false) && !$0.isManaged
    },
    .flag("forgetful") { $0.plan.storage.isRootInMemory },
    .flag("profiles") { !$0.network.wifi.isEmpty || !$0.network.addresses.isEmpty },
    .optional("secrets") {
      $0.network.wifi.isEmpty ? nil : ValueScope(.string($0.network.wifiSecrets))
    },
    .list("wifi") { $0.network.wifi.map(WirelessProfile.init) },
    .list("supplicant") { $0.network.wifi.map(Supplicant.init) },
    .list("addresses") { $0.network.addresses.map(Address.init) },
    .flag("hasNetworks") { $0.isPaired || $0.hasUnits },
    .flag("paired") { $0.isPaired },
    .flag("hasUnits") { $0.hasUnits },
    .list("units") { $0.network.addresses.map(Unit.init) },
    .optional("firewall") { Firewall($0.network) },
    .flag("services") { $0.ssh != nil || $0.network.mdns || $0.network.tailscale },
    .optional("ssh") { $0.ssh },
    .flag("mdns") { $0.network.mdns },
    .flag("tailscale") { $0.network.tailscale },
  ]
}
