import HostModel
import SourceText
import Testing

/// Machines made up in a few words, for tests of rules.
enum HostFixture {
  /// A desktop computer that starts by UEFI, with a display on its first card.
  static func desktop(_ gpus: Hardware.GPU...) -> Hardware {
    var hardware = Hardware()
    hardware.dmi.chassisType = 3
    hardware.firmware.kind = .uefi
    hardware.cpu.vendor = .amd
    hardware.memoryKiB = 32 << 20
    hardware.gpus = gpus
    hardware.pciDevices = gpus.map(\.pci)
    if let first = gpus.first {
      var card = Hardware.DRMCard(card: "card0")
      card.address = first.pci.address
      card.connected = ["DP-1"]
      hardware.drmCards = [card]
    }
    return hardware
  }

  /// A laptop with these cards.
  static func laptop(_ gpus: Hardware.GPU...) -> Hardware {
    var hardware = desktop()
    hardware.dmi.chassisType = 10
    hardware.dmi.laptop = true
    hardware.gpus = gpus
    hardware.pciDevices = gpus.map(\.pci)
    return hardware
  }

  /// An NVIDIA card of a generation: its newest branch, architecture and compute capability.
  static func nvidia(_ slot: Int, _ branch: String, _ architecture: String, _ capability: String)
    -> Hardware.GPU
  {
    var model = Hardware.NVIDIAModel(
      chip: "G\(slot)", openKernelModule: branch == "current",
      openRequired: architecture == "Blackwell")
    model.architecture = architecture
    model.computeCapability = capability
    model.newestBranch = branch
    return gpu(slot, .nvidia, 0x10de, .nvidia(model), "NVIDIA \(architecture)", discrete: true)
  }

  static func amd(_ slot: Int, _ target: String, rocm: Hardware.AMDModel.ROCm, vulkan: String?)
    -> Hardware.GPU
  {
    var model = Hardware.AMDModel(codename: "Navi")
    model.gfxTarget = target
    model.rocm = rocm
    model.vulkan = vulkan
    model.hsaOverrideGFXVersion = rocm == .override ? "10.3.0" : nil
    return gpu(slot, .amd, 0x1002, .amd(model), "Radeon \(target)", discrete: true)
  }

  static func intel(_ generation: String) -> Hardware.GPU {
    var model = Hardware.IntelModel(codename: "Lake")
    model.generation = generation
    model.vulkan = generation == "Gen7" ? "HASVK" : "ANV"
    model.mediaDriver = "intel-media-driver"
    return gpu(0, .intel, 0x8086, .intel(model), "Intel \(generation)", discrete: false)
  }

  private static func gpu(
    _ slot: Int, _ vendor: Hardware.GPU.Vendor, _ vendorID: Int, _ model: Hardware.GPU.Model,
    _ name: String, discrete: Bool
  ) -> Hardware.GPU {
    let address = "0000:0\(slot):00.0"
    let pci = Hardware.PCIDevice(
      address: address, classCode: 0x03_0000, vendor: vendorID, device: 0x1000 + slot)
    var gpu = Hardware.GPU(
      pci: pci, vendor: vendor, model: model, knowledge: .table, name: name,
      busID: "PCI:\(slot)@0:0:0")
    gpu.discrete = discrete
    return gpu
  }

  /// Answers of a text in Nix, which must be without fault, for a machine.
  static func answers(_ text: String, _ hardware: Hardware) -> Answers {
    let (document, problems) = AnswersDocument.parse(SourceFile(name: "answers.nix", text: text))
    #expect(problems.map(\.message) == [])
    return Answers.resolve(document, hardware: hardware).0
  }

  /// The plan of a machine with answers.
  static func plan(_ hardware: Hardware, _ text: String = "{ }") throws(PlanFailure) -> Plan {
    try Plan.make(hardware: hardware, answers: answers(text, hardware))
  }
}
