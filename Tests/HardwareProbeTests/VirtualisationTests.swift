import HostModel
import TestSupport
import Testing

@testable import HardwareProbe

/// Guests and containers, by the files that give them away.
@Suite struct VirtualisationTests {
  private static let dmi = "sys/class/dmi/id"
  private static let clocks = "sys/devices/system/clocksource/clocksource0"

  /// Files, and the name that systemd-detect-virt has for it.
  @Test(arguments: [
    ([:], "none"),
    (["\(dmi)/sys_vendor": "QEMU"], "qemu"),
    (["\(dmi)/sys_vendor": "QEMU", "\(clocks)/available_clocksource": "tsc kvm-clock"], "kvm"),
    (["\(clocks)/current_clocksource": "kvm-clock"], "kvm"),
    (["\(dmi)/product_name": "Google Compute Engine"], "kvm"),
    (["\(dmi)/sys_vendor": "Amazon EC2", "\(dmi)/product_name": "m5.large"], "amazon"),
    (["\(dmi)/sys_vendor": "Amazon EC2", "\(dmi)/product_name": "m5.metal"], "none"),
    (["\(dmi)/sys_vendor": "innotek GmbH", "\(dmi)/product_name": "VirtualBox"], "oracle"),
    (["\(dmi)/sys_vendor": "Parallels International GmbH."], "parallels"),
    (["\(dmi)/sys_vendor": "Xen", "sys/hypervisor/type": "xen"], "xen"),
    (["sys/hypervisor/type": "xen", "proc/xen/capabilities": "control_d"], "none"),
    (
      ["\(dmi)/sys_vendor": "Microsoft Corporation", "\(dmi)/product_name": "Virtual Machine"],
      "microsoft"
    ),
    (["\(dmi)/sys_vendor": "Microsoft Corporation", "\(dmi)/product_name": "Surface Pro"], "none"),
    (["\(clocks)/current_clocksource": "hyperv_clocksource_tsc_page"], "microsoft"),
    (["\(dmi)/product_name": "Apple Virtualization Generic Platform"], "apple"),
    (["proc/device-tree/hypervisor/compatible": "linux,kvm"], "kvm"),
    (["proc/device-tree/fw-cfg@9020000/compatible": "x"], "qemu"),
    (["proc/sys/kernel/osrelease": "5.15.153.1-microsoft-standard-WSL2"], "wsl"),
    (["run/systemd/container": "systemd-nspawn", "\(dmi)/sys_vendor": "QEMU"], "systemd-nspawn"),
    ([".dockerenv": ""], "docker"),
    (["run/.containerenv": ""], "podman"),
    (["proc/cpuinfo": "processor : 0\nflags : fpu hypervisor"], "vm-other"),
  ])
  func type(files: [String: String], type: String) {
    Fixture.withTemporaryFolder { folder in
      for (path, text) in files { Fixture.write(Array("\(text)\n".utf8), to: "\(folder)/\(path)") }
      let found = HardwareProbe.run(on: SystemRoot(folder)).hardware.virtualisation
      #expect(found.type == type)
      #expect(found.guest == (type != "none"))
      #expect((found.evidence == nil) == (type == "none"))
    }
  }

  @Test func architectures() {
    for (files, system) in [
      (["proc/sys/kernel/arch": "aarch64"], "aarch64-linux"),
      (["proc/cpuinfo": "processor : 0\nCPU implementer : 0x41\n"], "aarch64-linux"),
      (["proc/cpuinfo": "processor : 0\nflags : fpu tsc lm\n"], "x86_64-linux"),
      (["proc/cpuinfo": "processor : 0\nflags : fpu tsc\n"], "i686-linux"),
    ] {
      Fixture.withTemporaryFolder { folder in
        for (path, text) in files { Fixture.write(Array(text.utf8), to: "\(folder)/\(path)") }
        #expect(HardwareProbe.run(on: SystemRoot(folder)).hardware.system == system)
      }
    }
  }
}
