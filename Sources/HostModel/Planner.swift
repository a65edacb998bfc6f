import SourceText

/// Makes a plan, part by part, and collects what is wrong and what is worth saying.
struct Planner {
  let hardware: Hardware
  let answers: Answers
  let release: Release
  private(set) var failures: [PlanFailure.Problem] = []
  private(set) var remarks: [Diagnostic] = []

  init(hardware: Hardware, answers: Answers) {
    self.hardware = hardware
    self.answers = answers
    release = Release.named(answers[.hostRelease]) ?? .standard
  }

  mutating func plan() -> Plan {
    checkFirmware()
    checkStateVersion()
    let desktop = desktopPlan()
    var boot = bootPlan()
    let graphics = graphicsPlan(desktop: desktop, boot: &boot)
    let llama = llamaPlan(graphics: graphics, boot: &boot)
    let assistants = assistantsPlan(graphics: graphics, llama: llama)
    let machine = machinePlan(desktop: desktop, boot: &boot)
    let accounts = accountsPlan(desktop: desktop, llama: llama)
    return Plan(
      answers: answers, release: release, host: hostPlan(), storage: storagePlan(),
      machine: machine, boot: boot,
      graphics: graphics, llama: llama, assistants: assistants, desktop: desktop,
      network: networkPlan(llama: llama),
      accounts: accounts,
      nix: nixPlan(graphics: graphics, llama: llama, others: machine.unfree + assistants.unfree),
      drift: driftPlan(), remarks: remarks)
  }

  // MARK: Parts without rules of their own

  private func hostPlan() -> HostPlan {
    HostPlan(
      name: answers[.hostName], description: answers[.hostDescription], system: hardware.system,
      stateVersion: decision(.hostStateVersion, answers[.hostStateVersion]),
      timeZone: answers[.timeZone], locale: answers[.locale], formats: answers[.formats],
      keyboard: HostPlan.Keyboard(
        layout: answers[.keyboardLayout], variant: answers[.keyboardVariant],
        options: answers[.keyboardOptions], console: answers[.keyboardConsole]),
      packages: answers[.packages])
  }

  private func desktopPlan() -> DesktopPlan {
    let environment = DesktopPlan.Environment(rawValue: answers[.desktopEnvironment]) ?? .none
    return DesktopPlan(
      environment: decision(.desktopEnvironment, environment), audio: answers[.desktopAudio],
      bluetooth: answers[.desktopBluetooth], printing: answers[.desktopPrinting])
  }

  private mutating func networkPlan(llama: LlamaPlan?) -> NetworkPlan {
    let tcp = answers[.openTCPPorts]
    if let service = llama?.service, tcp.contains(service.port), !service.openFirewall {
      remark(
        "port-open", "port \(service.port) of llama-server is opened by network.tcpPorts",
        fix: "set llama.openFirewall, which says so")
    }
    return NetworkPlan(
      manager: decision(
        .networkManager, NetworkPlan.Manager(rawValue: answers[.networkManager]) ?? .networkd),
      ssh: decision(.ssh, answers[.ssh]), sshPasswords: answers[.sshPasswords],
      tcpPorts: tcp.sorted(), udpPorts: answers[.openUDPPorts].sorted())
  }

  private mutating func accountsPlan(desktop: DesktopPlan, llama: LlamaPlan?) -> AccountsPlan {
    let users = User.all(in: answers)
    if users.isEmpty {
      remark(
        "no-user", "there is no user, and root has no password: no one can log in",
        fix: "answer `users`, or set a password for root after the installation")
    }
    for user in users {
      if !user.hashedPassword.isEmpty, !user.hashedPasswordFile.isEmpty {
        fail(
          "password-twice", [AnswerKey.users.id],
          "\(user.name) has both a hashedPassword and a hashedPasswordFile",
          fix: "keep hashedPasswordFile")
      } else if !user.hashedPassword.isEmpty {
        remark(
          "password-hash-readable",
          "the password hash of \(user.name) will be readable by every account in the Nix store",
          fix: "put it into a file on the machine and name that in hashedPasswordFile")
      } else if !user.hasPassword, user.sshKeys.isEmpty {
        remark(
          "no-credentials", "\(user.name) has neither a password nor an ssh key",
          fix: "answer hashedPasswordFile or sshKeys, or run passwd on the machine")
      }
    }
    let administrators = users.filter(\.sudo)
    if answers[.sudoPassword], !administrators.isEmpty,
      administrators.allSatisfy({ !$0.hasPassword && !$0.sshKeys.isEmpty })
    {
      fail(
        "sudo-impossible", [AnswerKey.sudoPassword.id],
        "sudo asks for a password, but no administrator has one",
        fix: "give one a hashedPasswordFile, or set security.sudoPassword = false")
    }
    let managed = answers[.networkManager] == NetworkPlan.Manager.networkmanager.rawValue
    return AccountsPlan(
      accounts: users.map { user in
        var groups = Set(user.groups)
        if user.sudo { groups.insert("wheel") }
        if user.sudo, managed { groups.insert("networkmanager") }
        if llama?.acceleration.value == .rocm { groups.formUnion(["render", "video"]) }
        return AccountsPlan.Account(user: user, groups: groups.sorted())
      },
      sudoPassword: decision(.sudoPassword, answers[.sudoPassword]),
      shells: ["fish", "zsh"].filter { shell in users.contains { $0.shell == shell } })
  }

  private mutating func nixPlan(
    graphics: GraphicsPlan?, llama: LlamaPlan?, others: [String]
  ) -> NixPlan {
    let gathered: NixPlan.Unfree
    let needed = Set((graphics?.unfree ?? []) + (llama?.hostUnfree ?? []) + guestUnfree() + others)
    switch answers[.unfree] {
    case "all": gathered = .all
    case "none": gathered = .names([])
    default: gathered = .names(needed.union(answers[.unfreePackages]).sorted())
    }
    let collection: NixPlan.Collection =
      switch answers[.garbageCollection] {
      case "weekly": .every("weekly", olderThanDays: 30)
      case "monthly": .every("monthly", olderThanDays: 60)
      default: .never
      }
    return NixPlan(
      unfree: gathered, caches: answers[.caches].compactMap(BinaryCache.named),
      collection: collection, acceptsNVIDIALicense: graphics?.nvidia?.needsLicense ?? false)
  }

  private mutating func guestUnfree() -> [String] {
    hardware.virtualisation.type == "parallels" ? ["prl-tools"] : []
  }

  // MARK: Rules about the whole host

  private mutating func checkFirmware() {
    if hardware.firmware.secureBoot == true, hardware.firmware.setupMode != true,
      answers[.bootLoader] != "none"
    {
      remark(
        "secure-boot", "Secure Boot is on, and NixOS kernels are not signed",
        fix: "turn Secure Boot off in the firmware, or set up lanzaboote with keys of your own")
    }
  }

  private mutating func checkStateVersion() {
    let version = answers[.hostStateVersion]
    guard let order = Release.order(of: version), let limit = Release.order(of: release.version),
      order > limit
    else { return }
    fail(
      "state-version", [AnswerKey.hostStateVersion.id, AnswerKey.hostRelease.id],
      "state version \(version) is newer than the release \(release.version)",
      fix: "write the release that this host was first installed with")
  }

  // MARK: What was found

  /// A decision that an answer or its default makes.
  func decision<Value, Key>(_ key: AnswerKey<Key>, _ value: Value) -> Decision<Value>
  where Value: Sendable & Hashable {
    let answer = answers[id: key.id]
    return Decision(value, answer?.reason ?? "", answer?.origin ?? .rule)
  }

  /// Whether the user said so, not a default.
  func isAnswered<Value>(_ key: AnswerKey<Value>) -> Bool {
    answers[id: key.id]?.origin.isAnswer ?? false
  }

  /// Choices that cannot be carried out; the first question given by the user is shown.
  mutating func fail(_ code: String, _ questions: [String], _ message: String, fix: String? = nil) {
    let places = questions.compactMap { id -> SourceLocation? in
      if case .answer(let location) = answers[id: id]?.origin { location } else { nil }
    }
    let notes = places.dropFirst().map { Diagnostic.Note("and this answer", at: $0) }
    let diagnostic = Diagnostic.error(code, message, at: places.first, notes: notes, fix: fix)
    failures.append(PlanFailure.Problem(questions: questions, diagnostic: diagnostic))
  }

  mutating func remark(_ code: String, _ message: String, fix: String? = nil) {
    remarks.append(.warning(code, message, fix: fix))
  }
}
