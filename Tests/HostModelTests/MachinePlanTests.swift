import HostModel
import SourceText
import Testing

/// Power, readers, cameras, clouds and guests.
@Suite struct MachinePlanTests {
  typealias Fixture = HostFixture

  /// Batteries and answers, and what manages the power.
  @Test(arguments: [
    (true, false, "{ }", MachinePlan.Power.profiles), (false, true, "{ }", .profiles),
    (false, false, "{ }", .none), (true, true, "{ hardware.power = \"tlp\"; }", .tlp),
    (true, true, "{ hardware.power = \"none\"; }", .none),
  ])
  func powerFollowsTheBattery(
    battery: Bool, laptop: Bool, answers: String, power: MachinePlan.Power
  ) throws {
    var hardware = laptop ? Fixture.laptop() : Fixture.desktop()
    hardware.peripherals.battery = battery
    #expect(try Fixture.plan(hardware, answers).machine.power.value == power)
  }

  @Test func aGuestHasNoPowerToManage() throws {
    var hardware = Fixture.laptop()
    hardware.peripherals.battery = true
    hardware.virtualisation.type = "kvm"
    #expect(try Fixture.plan(hardware).machine.power.value == .none)
  }

  @Test func thermaldIsForIntelLaptops() throws {
    var hardware = Fixture.laptop()
    #expect(try !Fixture.plan(hardware).machine.thermald.value)
    hardware.cpu.vendor = .intel
    #expect(try Fixture.plan(hardware).machine.thermald.value)
  }

  @Test func aProfileIsSuggestedUntilAnswered() throws {
    var hardware = Fixture.laptop()
    hardware.profile = "lenovo-thinkpad-t480"
    let plan = try Fixture.plan(hardware)
    #expect(plan.remarks.contains { $0.code == "profile-suggested" })
    #expect(plan.inputs == [])
    let quiet = try Fixture.plan(hardware, "{ hardware.profile = \"\"; }")
    #expect(!quiet.remarks.contains { $0.code == "profile-suggested" })
    let chosen = try Fixture.plan(hardware, "{ hardware.profile = \"lenovo-thinkpad-t480\"; }")
    #expect(chosen.machine.profile?.value == "lenovo-thinkpad-t480")
    #expect(chosen.inputs == [.nixosHardware])
  }

  @Test func aCameraIsSetUpWhenAskedFor() throws {
    var hardware = Fixture.laptop()
    hardware.pciDevices = [
      Hardware.PCIDevice(
        address: "0000:00:05.0", classCode: 0x04_8000, vendor: 0x8086, device: 0xa75d)
    ]
    #expect(try Fixture.plan(hardware).machine.camera == nil)
    let plan = try Fixture.plan(hardware, "{ hardware.ipu6 = true; }")
    #expect(plan.machine.camera?.value == "ipu6ep")
    let names = [
      "ipu6-camera-bins", "ipu6-camera-bins-unstable", "ivsc-firmware", "ivsc-firmware-unstable",
    ]
    #expect(plan.nix.unfree == .names(names))
    let failure = #expect(throws: PlanFailure.self) {
      try Fixture.plan(hardware, "{ hardware.ipu6 = true; nix.unfree = \"none\"; }")
    }
    #expect(failure?.diagnostics.map(\.code) == ["unfree-camera"])
  }

  @Test(arguments: [
    ("Amazon EC2", "amazon", 3), ("Hetzner", "kvm", 2), ("Google", "kvm", 2), ("QEMU", "kvm", 0),
    ("Amazon EC2", "none", 0),
  ])
  func cloudsGetTheirConsole(vendor: String, type: String, parameters: Int) throws {
    var hardware = Fixture.desktop()
    hardware.dmi.systemVendor = vendor
    hardware.virtualisation.type = type
    var disk = Hardware.Disk(name: "nvme0n1", sizeBytes: 1 << 35)
    disk.transport = "nvme"
    hardware.disks = [disk]
    #expect(try Fixture.plan(hardware).boot.parameters.count == parameters)
  }

  @Test(arguments: [
    ("xen", StoragePlan.Guest.xen), ("wsl", .wsl), ("microsoft", .hyperv), ("amazon", nil),
  ])
  func guestsAreToldApart(type: String, guest: StoragePlan.Guest?) throws {
    var hardware = Fixture.desktop()
    hardware.virtualisation.type = type
    let plan = try Fixture.plan(hardware)
    #expect(plan.storage.guest?.value == guest)
    #expect(plan.storage.fileSystems.isEmpty == (type == "wsl"))
    #expect(plan.inputs == (type == "wsl" ? [.nixosWSL] : []))
    #expect(plan.storage.initrdAvailableModules.contains("xen-blkfront") == (type == "xen"))
  }

  /// KVM that shows Hyper-V's interface has virtio's devices, which Hyper-V has not.
  @Test func aGuestOfKVMWithHyperVsInterfaceIsOne() throws {
    var hardware = Fixture.desktop()
    hardware.virtualisation.type = "microsoft"
    hardware.pciDevices.append(
      Hardware.PCIDevice(
        address: "0000:00:05.0", classCode: 0x01_0000, vendor: 0x1af4, device: 0x1042, revision: 1))
    #expect(try Fixture.plan(hardware).storage.guest?.value == .qemu)
    // So have others, whatever systemd calls them; a container only sees those of its host.
    for (type, guest) in [
      ("apple", StoragePlan.Guest.qemu), ("google", .qemu), ("docker", .container),
    ] {
      hardware.virtualisation.type = type
      #expect(try Fixture.plan(hardware).storage.guest?.value == guest)
    }
  }

  /// The bridges of its processor are NVIDIA's, and so are those of a server, which has cards too.
  @Test(arguments: [
    ("aarch64-linux", 0x06_0400, true), ("aarch64-linux", 0x03_0000, false),
    ("x86_64-linux", 0x06_0400, false),
  ])
  func theGPUOfAJetsonIsSaidToBeIdle(system: String, classCode: Int, isTold: Bool) throws {
    var hardware = Fixture.desktop()
    hardware.system = system
    hardware.pciDevices = [
      Hardware.PCIDevice(
        address: "0001:00:00.0", classCode: classCode, vendor: 0x10de, device: 0x229e, revision: 0)
    ]
    hardware.gpus = hardware.pciDevices.filter(\.isDisplay).map {
      Hardware.GPU(
        pci: $0, vendor: .nvidia, model: nil, knowledge: .unknown, name: "unknown",
        busID: "PCI:1:0:0")
    }
    #expect(try Fixture.plan(hardware).remarks.contains { $0.code == "jetson-gpu" } == isTold)
  }

  @Test func spiceNeedsAChannelAndADesktop() throws {
    var hardware = Fixture.desktop()
    hardware.virtualisation.type = "kvm"
    hardware.virtualisation.channels = ["com.redhat.spice.0"]
    #expect(try !Fixture.plan(hardware).machine.spiceAgent.value)
    let plan = try Fixture.plan(hardware, "{ desktop.environment = \"gnome\"; }")
    #expect(plan.machine.spiceAgent.value)
  }

  @Test func zfsutilIsAddedWhenAnswered() throws {
    var hardware = Fixture.desktop()
    hardware.mounts = [
      Hardware.Mount(mountPoint: "/", device: "rpool/root", fileSystem: "zfs"),
      Hardware.Mount(mountPoint: "/boot", device: "/dev/sda1", fileSystem: "vfat"),
    ]
    let plan = try Fixture.plan(hardware, "{ disks.zfs = \"zfsutil\"; }")
    #expect(plan.storage.fileSystems.map(\.options) == [["zfsutil"], []])
    #expect(try Fixture.plan(hardware).storage.fileSystems.map(\.options) == [[], []])
  }
}
