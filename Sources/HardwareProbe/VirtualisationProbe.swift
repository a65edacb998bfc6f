import HostModel

/// Whether the machine is a guest or a container, and whose.
///
/// The names are systemd-detect-virt's, as NixOS' tools use them, and so is the order: containers
/// before machines, DMI before the rest. What it asks of CPUID is asked here of the clock sources, so
/// that a recorded machine gives the same answer.
enum VirtualisationProbe {
  static func run(
    on root: SystemRoot, cpu: Hardware.CPU, dmi: Hardware.DMI, kernelRelease: String?
  ) -> Hardware.Virtualisation {
    var found = Hardware.Virtualisation()
    if let (type, evidence) = container(root, kernelRelease: kernelRelease) {
      found.type = type
      found.evidence = evidence
      return found
    }
    let clocks = Set(
      ["current_clocksource", "available_clocksource"].flatMap { name in
        (root.line("/sys/devices/system/clocksource/clocksource0/\(name)") ?? "")
          .split(separator: " ")
      })
    var evidence: [String] = []
    var type: String?
    if let (name, reason) = byDMI(dmi) {
      type = name
      evidence.append(reason)
    }
    if cpu.hypervisorFlag { evidence.append("hypervisor CPU flag") }
    if clocks.contains("kvm-clock") {
      evidence.append("kvm-clock")
      // QEMU with KVM is kvm; without, qemu. Both say QEMU in DMI.
      if type == nil || type == "qemu" { type = "kvm" }
    } else if clocks.contains(where: { $0.hasPrefix("hyperv_clocksource") }) {
      evidence.append("hyperv_clocksource")
      type = type ?? "microsoft"
    } else if clocks.contains("xen") {
      evidence.append("xen clock")
      type = type ?? "xen"
    }
    if let hypervisor = root.line("/sys/hypervisor/type"), hypervisor == "xen",
      !isXenControlDomain(root)
    {
      evidence.append("/sys/hypervisor")
      type = type ?? "xen"
    }
    if type == nil, let (name, reason) = byDeviceTree(root) {
      type = name
      evidence.append(reason)
    }
    if type == nil, cpu.hypervisorFlag { type = "vm-other" }
    guard let type else { return found }
    found.type = type
    found.evidence = evidence.joined(separator: ", ")
    found.channels = Set(
      root.names("/sys/class/virtio-ports", limit: 100).compactMap {
        root.line("/sys/class/virtio-ports/\($0)/name")
      }
    ).sorted()
    return found
  }

  // MARK: machines

  /// Starts of DMI strings, as hypervisors write them.
  private static let dmiPrefixes: [(prefix: String, type: String)] = [
    ("KVM", "kvm"), ("OpenStack", "kvm"), ("KubeVirt", "kvm"), ("Google Compute Engine", "kvm"),
    ("Amazon EC2", "amazon"), ("QEMU", "qemu"), ("VMware", "vmware"), ("VMW", "vmware"),
    ("innotek GmbH", "oracle"), ("VirtualBox", "oracle"), ("Xen", "xen"), ("Bochs", "bochs"),
    ("Parallels", "parallels"), ("BHYVE", "bhyve"), ("Hyper-V", "microsoft"),
    ("Apple Virtualization", "apple"),
  ]

  private static func byDMI(_ dmi: Hardware.DMI) -> (String, String)? {
    let fields = [
      ("product", dmi.productName), ("sys_vendor", dmi.systemVendor),
      ("board_vendor", dmi.boardVendor), ("bios_vendor", dmi.biosVendor),
      ("product_version", dmi.productVersion),
    ]
    // A virtual machine of Hyper-V calls itself that, and its maker also sells laptops.
    if dmi.systemVendor == "Microsoft Corporation", dmi.productName == "Virtual Machine" {
      return ("microsoft", "DMI product Virtual Machine of Microsoft Corporation")
    }
    for (prefix, type) in dmiPrefixes {
      // The vendor first: it is the shorter and steadier evidence.
      for (field, value) in [fields[1], fields[0]] + fields[2...] {
        guard let value, value.hasPrefix(prefix) else { continue }
        // Amazon sells bare metal under the same name, without a hypervisor's product name.
        if type == "amazon", dmi.productName?.hasSuffix(".metal") == true { return nil }
        let shown = field == "product" ? value : prefix
        return (type, "DMI \(field) \(shown)")
      }
    }
    return nil
  }

  private static func byDeviceTree(_ root: SystemRoot) -> (String, String)? {
    let tree = "/proc/device-tree"
    if let compatible = root.line("\(tree)/hypervisor/compatible") {
      let evidence = "device tree hypervisor"
      if compatible.hasPrefix("linux,kvm") { return ("kvm", evidence) }
      if compatible.contains("xen") { return ("xen", evidence) }
      if compatible.contains("vmware") { return ("vmware", evidence) }
      return ("vm-other", evidence)
    }
    if root.names(tree, limit: 1_000).contains(where: { $0.hasPrefix("fw-cfg") }) {
      return ("qemu", "device tree fw-cfg")
    }
    return nil
  }

  /// Xen's first domain drives the real hardware.
  private static func isXenControlDomain(_ root: SystemRoot) -> Bool {
    root.line("/proc/xen/capabilities")?.contains("control_d") ?? false
  }

  // MARK: containers

  private static func container(
    _ root: SystemRoot, kernelRelease: String?
  ) -> (String, String)? {
    let release = kernelRelease?.lowercased() ?? ""
    if release.contains("microsoft") || release.contains("wsl") {
      return ("wsl", "kernel release \(kernelRelease ?? "")")
    }
    for path in ["/run/systemd/container", "/run/host/container-manager"] {
      if let name = root.line(path) {
        return (name == "oci" ? "container-other" : name, path)
      }
    }
    if root.kind("/run/.containerenv") != nil { return ("podman", "/run/.containerenv") }
    if root.kind("/.dockerenv") != nil { return ("docker", "/.dockerenv") }
    if root.kind("/proc/vz") == .folder, root.kind("/proc/bc") == nil {
      return ("openvz", "/proc/vz")
    }
    return nil
  }
}
