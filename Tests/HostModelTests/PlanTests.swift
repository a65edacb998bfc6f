import HostModel
import SourceText
import Testing

/// What is decided for machines, and which choices are refused.
@Suite struct PlanTests {
  typealias Fixture = HostFixture

  // MARK: NVIDIA

  /// Generations of the cards, answers, and the branch with its kernel module.
  struct Drivers: Sendable, CustomTestStringConvertible {
    let cards: [(String, String, String)]
    let answers: String
    let branch: NVIDIABranch?
    let open: Bool
    var testDescription: String { "\(cards.map(\.1)) \(answers)" }

    init(
      _ cards: [(String, String, String)], _ branch: NVIDIABranch?, open: Bool = false,
      _ answers: String = "{ }"
    ) {
      self.cards = cards
      self.answers = answers
      self.branch = branch
      self.open = open
    }
  }

  static let ada = ("current", "Ada Lovelace", "8.9")
  static let blackwell = ("current", "Blackwell", "12.0")
  static let pascal = ("580", "Pascal", "6.1")
  static let ampere = ("current", "Ampere", "8.6")
  static let kepler = ("470", "Kepler", "3.5")
  static let fermi = ("390", "Fermi", "2.1")
  static let yes = "{ graphics.nvidia.acceptLicense = true; }"

  static let drivers = [
    Drivers([ada], .production, open: true),
    Drivers([blackwell, ada], .production, open: true),
    Drivers([pascal], .legacy580),
    Drivers([pascal, ada], .legacy580),
    Drivers([pascal, blackwell], .production, open: true),
    Drivers([kepler], nil), Drivers([kepler], .legacy470, yes),
    Drivers([kepler, ada], .production, open: true),
    Drivers([kepler, pascal], .legacy580, yes),
    Drivers([fermi], nil), Drivers([fermi], .legacy390, yes),
    Drivers([ada], nil, "{ graphics.driver = \"nouveau\"; }"),
    Drivers([ada], nil, "{ nix.unfree = \"none\"; }"),
    Drivers([ada], .production, "{ graphics.nvidia.module = \"closed\"; }"),
    Drivers(
      [kepler, ampere], .legacy470,
      "{ graphics.nvidia = { branch = \"legacy_470\"; acceptLicense = true; }; }"),
    Drivers([ada], .latest, open: true, "{ graphics.nvidia.branch = \"latest\"; }"),
  ]

  @Test(arguments: drivers)
  func theBranchFitsTheCards(drivers: Drivers) throws {
    var hardware = Fixture.desktop()
    hardware.gpus = drivers.cards.enumerated().map { index, card in
      Fixture.nvidia(index + 1, card.0, card.1, card.2)
    }
    let nvidia = try Fixture.plan(hardware, drivers.answers).graphics?.nvidia
    #expect(nvidia?.branch.value == drivers.branch)
    #expect(nvidia?.open.value ?? false == drivers.open)
  }

  @Test func cardsThatNoDriverServesTogetherAreNamed() throws {
    let hardware = Fixture.desktop(
      Fixture.nvidia(1, "580", "Pascal", "6.1"), Fixture.nvidia(2, "current", "Blackwell", "12.0"))
    let plan = try Fixture.plan(hardware)
    let remark = try #require(plan.remarks.first { $0.code == "card-not-driven" })
    #expect(remark.message.contains("NVIDIA Pascal stays unused"))
    #expect(plan.graphics?.nvidia?.capabilities == ["12.0"])
  }

  @Test func anOldBranchTakesAnOldKernel() throws {
    let hardware = Fixture.desktop(Fixture.nvidia(1, "390", "Fermi", "2.1"))
    let plan = try Fixture.plan(hardware, Self.yes)
    #expect(plan.boot.kernel.value == .version("6.12"))
    #expect(plan.nix.acceptsNVIDIALicense)
  }

  @Test func aLaptopOffloadsAndADesktopDoesNot() throws {
    let intel = Fixture.intel("Gen12")
    let card = Fixture.nvidia(1, "current", "Ada Lovelace", "8.9")
    let hybrid = try Fixture.plan(Fixture.laptop(intel, card)).graphics?.nvidia?.hybrid
    #expect(hybrid?.mode.value == .offload)
    #expect(hybrid?.nvidiaBusID == "PCI:1@0:0:0")
    #expect(hybrid?.intelBusID == "PCI:0@0:0:0")
    #expect(try Fixture.plan(Fixture.desktop(intel, card)).graphics?.nvidia?.hybrid == nil)
  }

  @Test(arguments: [
    ("none", Hardware.Firmware.Kind.uefi, "x86_64-linux", BootPlan.Loader.systemdBoot),
    ("none", .bios, "x86_64-linux", .grubDisk("/dev/sda")),
    ("none", .bios, "aarch64-linux", .extlinux), ("kvm", .uefi, "aarch64-linux", .systemdBoot),
    ("systemd-nspawn", .bios, "x86_64-linux", .none), ("wsl", .bios, "x86_64-linux", .none),
  ])
  func theLoaderFitsTheFirmware(
    type: String, firmware: Hardware.Firmware.Kind, system: String, loader: BootPlan.Loader
  ) throws {
    var hardware = Fixture.desktop()
    hardware.virtualisation.type = type
    hardware.firmware.kind = firmware
    hardware.system = system
    #expect(try Fixture.plan(hardware).boot.loader.value == loader)
  }

  @Test func aCardOfAGuestIsLeftAlone() throws {
    var card = Fixture.nvidia(1, "current", "Turing", "7.5")
    card.passedThrough = true
    let own = Fixture.amd(2, "gfx1032", rocm: .override, vulkan: "RADV")
    let plan = try Fixture.plan(Fixture.desktop(own, card))
    #expect(plan.graphics?.nvidia == nil)
    #expect(plan.boot.passthrough?.value == ["10de:1001"])
    #expect(plan.llama?.acceleration.value == .vulkan)
  }

  // MARK: llama.cpp

  /// Machines with answers, and how llama.cpp is built for them.
  @Test func accelerationFollowsTheCards() throws {
    let ada = Fixture.nvidia(1, "current", "Ada Lovelace", "8.9")
    let pascal = Fixture.nvidia(1, "580", "Pascal", "6.1")
    let kepler = Fixture.nvidia(1, "470", "Kepler", "3.5")
    let radeon = Fixture.amd(2, "gfx1100", rocm: .target, vulkan: "RADV")
    let instinct = Fixture.amd(2, "gfx942", rocm: .target, vulkan: nil)
    func llama(_ hardware: Hardware, _ answers: String = "{ }") throws -> LlamaPlan {
      try #require(try Fixture.plan(hardware, answers).llama)
    }

    let simple = try llama(Fixture.desktop(ada))
    #expect(simple.acceleration.value == .cuda)
    #expect(simple.way.value == .override)
    #expect(simple.cudaCapabilities.value == [])
    #expect(simple.hostUnfree == ["cuda_cccl", "cuda_cudart", "cuda_nvcc", "libcublas"])

    let old = try llama(Fixture.desktop(pascal))
    #expect(old.cudaCapabilities.value == ["6.1"])
    #expect(old.way.value == .override)

    let mixed = try llama(
      Fixture.desktop(
        Fixture.nvidia(1, "current", "Ada Lovelace", "8.9"),
        Fixture.nvidia(3, "580", "Pascal", "6.1")))
    #expect(mixed.cudaCapabilities.value == ["6.1", "8.9"])
    #expect(mixed.way.value == .instance)
    #expect(mixed.hostUnfree == [])

    let both = try llama(Fixture.desktop(ada, radeon))
    #expect(both.acceleration.value == .cuda)
    #expect(both.alsoVulkan.value)

    let torch = try llama(
      Fixture.desktop(ada), "{ llama.packages = [ \"python3Packages.torch\" ]; }")
    #expect(torch.way.value == .instance)

    #expect(try llama(Fixture.desktop(radeon)).acceleration.value == .vulkan)
    #expect(try llama(Fixture.desktop(instinct)).acceleration.value == .rocm)
    #expect(try llama(Fixture.desktop(kepler)).acceleration.value == .cpu)
    #expect(try llama(Fixture.desktop(Fixture.intel("Gen12"))).acceleration.value == .vulkan)
    #expect(try llama(Fixture.desktop(Fixture.intel("Gen7"))).acceleration.value == .cpu)
    #expect(try llama(Fixture.desktop()).acceleration.value == .cpu)
    let free = "{ graphics.driver = \"nouveau\"; }"
    #expect(try llama(Fixture.desktop(ada), free).acceleration.value == .cpu)
  }

  @Test func aNearRelativePretendsAndStrangersAreHidden() throws {
    var hardware = Fixture.desktop(
      Fixture.amd(1, "gfx1100", rocm: .target, vulkan: "RADV"),
      Fixture.amd(2, "gfx1036", rocm: .override, vulkan: "RADV"))
    hardware.kfdNodes = [(1, "0000:02:00.0"), (2, "0000:01:00.0")].map { number, address in
      var node = Hardware.KFDNode(node: number)
      node.address = address
      return node
    }
    let rocm = "{ llama.acceleration = \"rocm\"; }"
    let service = try Fixture.plan(hardware, rocm).llama?.service
    #expect(service?.environment.first { $0.name == "ROCR_VISIBLE_DEVICES" }?.value == .text("1"))
    #expect(service?.environment.contains { $0.name == "HSA_OVERRIDE_GFX_VERSION" } == false)

    hardware.gpus.removeFirst()
    let relative = try Fixture.plan(hardware, rocm).llama?.service
    #expect(
      relative?.environment.first { $0.name == "HSA_OVERRIDE_GFX_VERSION" }?.value
        == .text("10.3.0"))
  }

  // MARK: Refusals

  /// A machine, answers that cannot be carried out, and the code with the question at fault.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let machine: String
    let answers: String
    let code: String
    let question: String
    var testDescription: String { "\(machine): \(answers)" }

    init(_ machine: String, _ answers: String, _ code: String, _ question: String) {
      self.machine = machine
      self.answers = answers
      self.code = code
      self.question = question
    }
  }

  static let refusals = [
    Refusal("bare", "graphics.driver = \"nvidia\";", "driver-without-card", "graphics.driver"),
    Refusal(
      "pascal", "graphics.nvidia.module = \"open\";", "open-module", "graphics.nvidia.module"),
    Refusal(
      "blackwell", "graphics.nvidia.module = \"closed\";", "closed-module",
      "graphics.nvidia.module"),
    Refusal(
      "pascal", "graphics.nvidia.branch = \"production\";", "branch-without-card",
      "graphics.nvidia.branch"),
    Refusal(
      "kepler", "graphics.driver = \"nvidia\";", "nvidia-license", "graphics.nvidia.acceptLicense"),
    Refusal(
      "fermi", "graphics.nvidia.acceptLicense = true; boot.kernel = \"latest\";",
      "kernel-for-driver", "boot.kernel"),
    Refusal("ada", "graphics.prime = \"sync\";", "prime-without-pair", "graphics.prime"),
    Refusal(
      "old laptop", "graphics.nvidia.acceptLicense = true; graphics.prime = \"offload\";",
      "branch-too-old", "graphics.prime"),
    Refusal(
      "old laptop",
      "graphics.nvidia.acceptLicense = true; graphics.nvidia.powerManagement = true;",
      "branch-too-old", "graphics.nvidia.powerManagement"),
    Refusal(
      "old laptop",
      "graphics.nvidia.acceptLicense = true; graphics.nvidia.dynamicBoost = true;",
      "branch-too-old", "graphics.nvidia.dynamicBoost"),
    Refusal(
      "ada", "graphics.driver = \"nvidia\"; nix.unfree = \"none\";", "unfree-driver",
      "graphics.driver"),
    Refusal("radeon", "llama.acceleration = \"cuda\";", "cuda-without-card", "llama.acceleration"),
    Refusal("kepler", "llama.acceleration = \"cuda\";", "cuda-without-card", "llama.acceleration"),
    Refusal(
      "ada", "llama.acceleration = \"cuda\"; graphics.driver = \"nouveau\";", "cuda-without-card",
      "llama.acceleration"),
    Refusal("ada", "llama.acceleration = \"rocm\";", "rocm-without-card", "llama.acceleration"),
    Refusal("polaris", "llama.acceleration = \"rocm\";", "rocm-without-card", "llama.acceleration"),
    Refusal(
      "bare", "llama.acceleration = \"vulkan\";", "vulkan-without-card", "llama.acceleration"),
    Refusal(
      "ada", "llama.cudaCapabilities = [ \"3.5\" ];", "cuda-capability", "llama.cudaCapabilities"),
    Refusal(
      "radeon", "llama.cudaCapabilities = [ \"8.9\" ];", "capabilities-without-cuda",
      "llama.cudaCapabilities"),
    Refusal(
      "radeon", "llama.packages = [ \"ffmpeg\" ];", "packages-without-instance", "llama.packages"),
    Refusal(
      "ada", "llama.instance = \"override\"; llama.packages = [ \"ffmpeg\" ];",
      "override-for-several", "llama.instance"),
    Refusal(
      "radeon", "llama.instance = \"instance\";", "instance-without-support", "llama.instance"),
    Refusal("ada", "llama.model = \"/home/ada/x.gguf\";", "model-hidden", "llama.model"),
    Refusal("ada", "llama.model = \"x.gguf\";", "llama-model", "llama.model"),
    Refusal("ada", "llama.openFirewall = true;", "firewall-for-local", "llama.openFirewall"),
    Refusal(
      "bios", "boot.loader = \"systemd-boot\";", "boot-loader-firmware", "boot.loader"),
    Refusal("ada", "host.stateVersion = \"30.05\";", "state-version", "host.stateVersion"),
    Refusal(
      "ada",
      "users = [ { name = \"a\"; hashedPassword = \"\(CredentialTests.yescrypt)\"; "
        + "hashedPasswordFile = \"/x\"; } ];", "password-twice", "users"),
    Refusal(
      "ada", "graphics.driver = \"none\"; desktop.environment = \"gnome\";",
      "desktop-without-graphics", "graphics.driver"),
  ]

  static func machine(_ name: String) -> Hardware {
    switch name {
    case "ada": return Fixture.desktop(Fixture.nvidia(1, "current", "Ada Lovelace", "8.9"))
    case "blackwell": return Fixture.desktop(Fixture.nvidia(1, "current", "Blackwell", "12.0"))
    case "pascal": return Fixture.desktop(Fixture.nvidia(1, "580", "Pascal", "6.1"))
    case "kepler": return Fixture.desktop(Fixture.nvidia(1, "470", "Kepler", "3.5"))
    case "fermi": return Fixture.desktop(Fixture.nvidia(1, "390", "Fermi", "2.1"))
    case "old laptop":
      return Fixture.laptop(Fixture.intel("Gen7"), Fixture.nvidia(1, "390", "Fermi", "2.1"))
    case "radeon":
      return Fixture.desktop(Fixture.amd(1, "gfx1100", rocm: .target, vulkan: "RADV"))
    case "polaris": return Fixture.desktop(Fixture.amd(1, "gfx803", rocm: .none, vulkan: "RADV"))
    case "bios":
      var hardware = Fixture.desktop()
      hardware.firmware.kind = .bios
      return hardware
    default: return Fixture.desktop()
    }
  }

  @Test(arguments: refusals)
  func contradictionsAreRefused(refusal: Refusal) throws {
    do throws(PlanFailure) {
      _ = try Fixture.plan(Self.machine(refusal.machine), "{ \(refusal.answers) }")
      Issue.record("planned")
    } catch {
      let problem = try #require(error.problems.first)
      #expect(problem.diagnostic.code == refusal.code)
      #expect(problem.questions.first == refusal.question)
      // The place is that of an answer that was given, and there is a way out.
      #expect(problem.diagnostic.location != nil)
      #expect(problem.diagnostic.fix != nil)
    }
  }

  @Test func anOldLaptopGetsWhatItsDriverCan() throws {
    let plan = try Fixture.plan(
      Self.machine("old laptop"), "{ graphics.nvidia.acceptLicense = true; }")
    let nvidia = try #require(plan.graphics?.nvidia)
    #expect(nvidia.branch.value == .legacy390)
    #expect(nvidia.hybrid?.mode.value == .sync)
    #expect(!nvidia.powerManagement && !nvidia.finegrained && !nvidia.open.value)
    #expect(plan.boot.kernel.value == .version("6.12"))
  }

  @Test func severalContradictionsAreSaidAtOnce() {
    let answers =
      "{ graphics.driver = \"nvidia\"; llama.model = \"x\"; llama.openFirewall = true; }"
    do throws(PlanFailure) {
      _ = try Fixture.plan(Self.machine("radeon"), answers)
      Issue.record("planned")
    } catch {
      #expect(
        Set(error.diagnostics.map(\.code))
          == ["driver-without-card", "llama-model", "firewall-for-local"])
    }
  }

  @Test func anAnswerWithoutEffectIsAWarning() {
    let hardware = Self.machine("radeon")
    let document = AnswersDocument.parse(setting: "graphics.nvidia.settings=false").0
    let problems = Answers.resolve(document, hardware: hardware).1
    #expect(problems.map(\.code) == ["answer-without-effect"])
    #expect(problems.map(\.severity) == [.warning])
  }
}
