/// What the model asks for beside disks and graphics: power, reader, camera, consoles.
package struct MachinePlan: Sendable, Hashable {
  package enum Power: String, Sendable, Hashable {
    case profiles = "power-profiles"
    case tlp, none
  }

  package var power: Decision<Power>
  /// Intel's daemon against overheating, on laptops.
  package var thermald: Decision<Bool>
  package var fingerprint: Decision<Bool>
  /// `hardware.ipu6.platform`; nil without such a camera.
  package var camera: Decision<String>?
  /// The module of nixos-hardware; nil for none.
  package var profile: Decision<String>?
  /// SPICE's agent: clipboard and window size of a guest's display.
  package var spiceAgent: Decision<Bool>
  /// Who uses Windows' own shell, for WSL.
  package var wslUser: String?

  /// Names, as lib.getName gives them, of the firmware of the camera: of the packages, and of what
  /// NixOS makes of them when it compresses firmware, which has the version in its name.
  package var unfree: [String] {
    camera == nil ? [] : ["ipu6-camera-bins", "ivsc-firmware"].flatMap { [$0, "\($0)-unstable"] }
  }
}

extension Planner {
  mutating func machinePlan(desktop: DesktopPlan, boot: inout BootPlan) -> MachinePlan {
    boot.parameters += cloudParameters()
    remarkProfile()
    let bareIntelLaptop =
      hardware.dmi.laptop && hardware.cpu.vendor == .intel && !hardware.virtualisation.guest
    return MachinePlan(
      power: decision(.power, MachinePlan.Power(rawValue: answers[.power]) ?? .none),
      thermald: bareIntelLaptop
        ? .found(true, "keeps an Intel laptop from overheating")
        : .rule(false, "not an Intel laptop"),
      fingerprint: decision(.fingerprint, answers[.fingerprint]), camera: camera(boot),
      profile: answers[.profile].isEmpty ? nil : decision(.profile, answers[.profile]),
      spiceAgent: spiceAgent(desktop),
      wslUser: hardware.virtualisation.type == "wsl" ? User.all(in: answers).first?.name : nil)
  }

  private mutating func remarkProfile() {
    guard answers[.profile].isEmpty, !isAnswered(.profile), let profile = hardware.profile else {
      return
    }
    remark(
      "profile-suggested", "nixos-hardware has a profile for this model: \(profile)",
      fix: "set hardware.profile = \"\(profile)\" to use it, or \"\" to hear no more of it")
  }

  private mutating func camera(_ boot: BootPlan) -> Decision<String>? {
    guard let platform = hardware.cameraPlatform, answers[.camera] else { return nil }
    if answers[.unfree] == "none" {
      fail(
        "unfree-camera", [AnswerKey.camera.id, AnswerKey.unfree.id],
        "the firmware of the camera is unfree, but nix.unfree is \"none\"",
        fix: "choose nix.unfree = \"named\", or hardware.ipu6 = false")
    }
    return Decision(platform, "the image processor's generation", .hardware)
  }

  private func spiceAgent(_ desktop: DesktopPlan) -> Decision<Bool> {
    guard desktop.environment.value != .none else { return .rule(false, "no desktop") }
    return hardware.virtualisation.channels.contains("com.redhat.spice.0")
      ? .found(true, "the host listens on a SPICE channel") : .rule(false, "no SPICE channel")
  }

  // MARK: Clouds

  /// Makers of machines that are reached over a serial console only, by their DMI vendor.
  private static let clouds: [(vendor: String, name: String)] = [
    ("Amazon EC2", "Amazon EC2"), ("Google", "Google Compute Engine"),
    ("DigitalOcean", "DigitalOcean"), ("Hetzner", "Hetzner Cloud"), ("Akamai", "Akamai"),
    ("Linode", "Linode"), ("Vultr", "Vultr"), ("Scaleway", "Scaleway"),
    ("OpenStack Foundation", "OpenStack"), ("Alibaba Cloud", "Alibaba Cloud"),
    ("OracleCloud", "Oracle Cloud"), ("UpCloud", "UpCloud"),
  ]

  /// The serial console of clouds, and for Amazon a disk that may be slow without being broken.
  /// A container in one has no kernel of its own to tell.
  private func cloudParameters() -> [Decision<String>] {
    guard hardware.virtualisation.guest, !hardware.isContainer, hardware.system == "x86_64-linux",
      let vendor = hardware.dmi.systemVendor,
      let cloud = Self.clouds.first(where: { vendor.hasPrefix($0.vendor) })
    else { return [] }
    let console = "\(cloud.name) shows the serial console"
    var parameters: [Decision<String>] = [
      .found("console=tty0", console), .found("console=ttyS0,115200n8", console),
    ]
    if cloud.vendor == "Amazon EC2", hardware.disks.contains(where: { $0.transport == "nvme" }) {
      parameters.append(
        .found(
          "nvme_core.io_timeout=4294967295", "Amazon's disks may be slow without being broken"))
    }
    return parameters
  }
}
