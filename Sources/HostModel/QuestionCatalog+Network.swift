extension AnswerKey where Value == String {
  package static var networkManager: Self { Self("network.manager") }
  package static var networkDomain: Self { Self("network.domain") }
  package static var wifiSecrets: Self { Self("network.wifiSecrets") }
}

extension AnswerKey where Value == Bool {
  package static var ssh: Self { Self("network.ssh") }
  package static var sshPasswords: Self { Self("network.sshPasswords") }
  package static var firewall: Self { Self("network.firewall") }
  package static var mdns: Self { Self("network.mdns") }
  package static var tailscale: Self { Self("network.tailscale") }
}

extension AnswerKey where Value == [Int] {
  package static var openTCPPorts: Self { Self("network.tcpPorts") }
  package static var openUDPPorts: Self { Self("network.udpPorts") }
}

extension AnswerKey where Value == [AnswerValue] {
  package static var addresses: Self { Self("network.addresses") }
  package static var wifi: Self { Self("network.wifi") }
}

extension QuestionCatalog {
  static let network: [Question] = [
    Question(
      AnswerKey.networkManager.id,
      .choice([
        .init("networkmanager", "for things that move"),
        .init("networkd", "for things that stay"),
      ]),
      label: "Connections by",
      help: "What configures the network interfaces: by DHCP, unless network.addresses says more.",
      default: "NetworkManager with a desktop or on a laptop, else systemd-networkd"
    ) { context in
      context.hasDesktop || context.hardware.dmi.laptop
        ? .rule(.text("networkmanager"), "connections are chosen by someone in front of it")
        : .rule(.text("networkd"), "no desktop")
    },
    Question(
      AnswerKey.networkDomain.id, .text(.domain.orEmpty), label: "Domain",
      help: "What follows the host name in the network, if the network has a domain.",
      fixed: .text("")),
    Question(
      AnswerKey.addresses.id,
      .records(of: StaticAddress.fields, key: "interface", noun: "interfaces"),
      label: "Fixed addresses",
      help: "Interfaces with addresses of their own; all others ask by DHCP.", fixed: .list([])),
    Question(
      AnswerKey.wifi.id, .records(of: WirelessNetwork.fields, key: "ssid", noun: "networks"),
      label: "Wi-Fi networks",
      help: """
        Networks to join by themselves. Their passwords are read on the machine from the file that \
        network.wifiSecrets names, and are never in the flake or the Nix store.
        """,
      fixed: .list([])),
    Question(
      AnswerKey.wifiSecrets.id, .text(.secretPath), label: "Passwords of Wi-Fi",
      help: "A file on the machine with a line NAME=PASSWORD for each network, readable by root.",
      fixed: .text("/var/lib/nixwiz/wifi.env")
    ) { $0[.wifi].isEmpty ? "there is no Wi-Fi network" : nil },
    Question(
      AnswerKey.ssh.id, .boolean, label: "SSH server",
      help: "Log in from other machines. Passwords stay off unless network.sshPasswords is set.",
      default: "yes without a desktop, or when a user has an ssh key"
    ) { context in
      if User.all(in: context.answers).contains(where: { !$0.sshKeys.isEmpty }) {
        return .rule(.boolean(true), "a user has an ssh key")
      }
      return .rule(.boolean(!context.hasDesktop), context.desktopReason)
    },
    Question(
      AnswerKey.sshPasswords.id, .boolean, label: "SSH passwords",
      help: "Whether a password is enough to log in by ssh.", fixed: .boolean(false)
    ) { $0[.ssh] ? nil : "network.ssh is false" },
    Question(
      AnswerKey.firewall.id, .boolean, label: "Firewall",
      help: "Refuses connections from outside but for open ports.", fixed: .boolean(true)),
    Question(
      AnswerKey.openTCPPorts.id, .list(of: .integer(1...65_535), noun: "TCP ports"),
      label: "Open TCP ports", help: "Ports beside those that services open.", fixed: .list([]),
      irrelevantWhen: unlessFirewall),
    Question(
      AnswerKey.openUDPPorts.id, .list(of: .integer(1...65_535), noun: "UDP ports"),
      label: "Open UDP ports", help: "Ports beside those that services open.", fixed: .list([]),
      irrelevantWhen: unlessFirewall),
    Question(
      AnswerKey.mdns.id, .boolean, label: "Find by name.local",
      help: "Avahi: machines find each other by name, without a name server.",
      fixed: .boolean(false)),
    Question(
      AnswerKey.tailscale.id, .boolean, label: "Tailscale",
      help: "A private network across the Internet; `tailscale up` joins it.",
      fixed: .boolean(false)),
  ]

  @Sendable private static func unlessFirewall(_ context: DefaultContext) -> String? {
    context[.firewall] ? nil : "network.firewall is false"
  }
}
