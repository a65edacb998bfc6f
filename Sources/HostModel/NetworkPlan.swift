/// Interfaces, names and what may come in.
package struct NetworkPlan: Sendable, Hashable {
  package enum Manager: String, Sendable, Hashable {
    case networkmanager, networkd
  }

  /// How root may log in by ssh.
  package enum RootLogin: String, Sendable, Hashable {
    case no, keys = "prohibit-password"
  }

  package var manager: Decision<Manager>
  /// Nil when the network has none.
  package var domain: String?
  package var addresses: [StaticAddress]
  package var wifi: [WirelessNetwork]
  package var wifiSecrets: String
  package var ssh: Decision<Bool>
  package var sshPasswords: Bool
  package var rootLogin: RootLogin
  package var firewall: Bool
  package var tcpPorts: [Int]
  package var udpPorts: [Int]
  package var mdns: Bool
  package var tailscale: Bool
}

/// An interface with addresses that do not come by DHCP.
package struct StaticAddress: Sendable, Hashable {
  package var interface: String
  /// With the length of the prefix: `192.0.2.10/24`.
  package var addresses: [String]
  package var gateways: [String]
  package var nameServers: [String]

  init?(answer: AnswerValue) {
    guard case .record(let record) = answer,
      let interface = record.value(String.self, "interface")
    else { return nil }
    self.interface = interface
    addresses = record.value([String].self, "addresses") ?? []
    gateways = record.value([String].self, "gateways") ?? []
    nameServers = record.value([String].self, "nameServers") ?? []
  }

  static let fields: [AnswerType.Field] = [
    .init(
      "interface", .text(.interfaceName), "The name of the interface, such as enp1s0.",
      default: nil),
    .init(
      "addresses", .list(of: .text(.networkAddress), noun: "addresses"),
      "Addresses with the length of their prefix, such as 192.0.2.10/24.", default: nil),
    .init(
      "gateways", .list(of: .text(.ipAddress), noun: "gateways"),
      "Where everything else goes, one for each of IPv4 and IPv6.", default: .list([])),
    .init(
      "nameServers", .list(of: .text(.ipAddress), noun: "name servers"), "Name servers.",
      default: .list([])),
  ]

  package func addresses(_ family: IPAddress.Family) -> [String] {
    addresses.filter { IPAddress.Network($0)?.address.family == family }
  }

  package func gateways(_ family: IPAddress.Family) -> [String] {
    gateways.filter { IPAddress($0)?.family == family }
  }

  package func nameServers(_ family: IPAddress.Family) -> [String] {
    nameServers.filter { IPAddress($0)?.family == family }
  }
}

/// A Wi-Fi network to join.
package struct WirelessNetwork: Sendable, Hashable {
  package var ssid: String
  package var isHidden: Bool

  init?(answer: AnswerValue) {
    guard case .record(let record) = answer, let ssid = record.value(String.self, "ssid") else {
      return nil
    }
    self.ssid = ssid
    isHidden = record.value(Bool.self, "hidden") ?? false
  }

  static let fields: [AnswerType.Field] = [
    .init("ssid", .text(.ssid), "The name of the network.", default: nil),
    .init("hidden", .boolean, "Whether it does not tell its name.", default: .boolean(false)),
  ]

  /// The name of its password in the file of passwords: `WIFI_` and the letters of the network's.
  package var secret: String {
    var name = "WIFI_"
    for byte in ssid.utf8 {
      name.unicodeScalars.append(TextRule.isAlphanumeric(byte) ? Unicode.Scalar(byte) : "_")
    }
    return name
  }
}

extension Planner {
  mutating func networkPlan(llama: LlamaPlan?) -> NetworkPlan {
    let tcp = answers[.openTCPPorts]
    if let service = llama?.endpoint, tcp.contains(service.port), !service.openFirewall {
      remark(
        "port-open", "port \(service.port) of llama-server is opened by network.tcpPorts",
        fix: "set llama.openFirewall, which says so")
    }
    let addresses = answers[.addresses].compactMap(StaticAddress.init)
    for address in addresses { check(address) }
    let wifi = answers[.wifi].compactMap(WirelessNetwork.init)
    check(wifi)
    if !answers[.firewall] {
      remark(
        "no-firewall", "there is no firewall: every service is open to the network",
        fix: "set network.firewall, and name the ports that are to be open")
    }
    return NetworkPlan(
      manager: decision(
        .networkManager, NetworkPlan.Manager(rawValue: answers[.networkManager]) ?? .networkd),
      domain: answers[.networkDomain].isEmpty ? nil : answers[.networkDomain],
      addresses: addresses, wifi: wifi, wifiSecrets: answers[.wifiSecrets],
      ssh: decision(.ssh, answers[.ssh]), sshPasswords: answers[.sshPasswords],
      rootLogin: answers[.rootKeys].isEmpty ? .no : .keys, firewall: answers[.firewall],
      tcpPorts: answers[.firewall] ? tcp.sorted() : [],
      udpPorts: answers[.firewall] ? answers[.openUDPPorts].sorted() : [],
      mdns: answers[.mdns], tailscale: answers[.tailscale])
  }

  /// Each gateway must lie in a network of the interface, or nothing reaches it.
  private mutating func check(_ address: StaticAddress) {
    let networks = address.addresses.compactMap(IPAddress.Network.init)
    if networks.isEmpty {
      fail(
        "no-address", [AnswerKey.addresses.id], "\(address.interface) has no address",
        fix: "add one such as \"192.0.2.10/24\", or remove the interface")
    }
    for text in address.gateways {
      guard let gateway = IPAddress(text) else { continue }
      if !networks.contains(where: { $0.contains(gateway) }) {
        fail(
          "gateway-outside", [AnswerKey.addresses.id],
          "the gateway \(text) lies in no network of \(address.interface)",
          fix: "check the length of the prefix of \(address.addresses.joined(separator: ", "))")
      }
    }
    for family in [IPAddress.Family.v4, .v6] where address.gateways(family).count > 1 {
      fail(
        "gateway-twice", [AnswerKey.addresses.id],
        "\(address.interface) has two gateways for \(family.rawValue)", fix: "keep one of them")
    }
  }

  private mutating func check(_ wifi: [WirelessNetwork]) {
    var names: [String: String] = [:]
    for network in wifi {
      if let other = names.updateValue(network.ssid, forKey: network.secret) {
        fail(
          "wifi-secret-twice", [AnswerKey.wifi.id],
          "\(other) and \(network.ssid) would share the password \(network.secret)",
          fix: "set up one of the two on the machine itself")
      }
    }
    if !wifi.isEmpty {
      remark(
        "wifi-secrets", "the passwords of Wi-Fi are read from \(answers[.wifiSecrets])",
        fix: "write a line \(wifi[0].secret)=PASSWORD into it on the machine, with mode 0600")
    }
  }
}
