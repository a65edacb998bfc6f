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
    checkBoard()
    checkStateVersion()
    checkRelease()
    let desktop = desktopPlan()
    let storage = storagePlan()
    var boot = bootPlan(storage)
    let graphics = graphicsPlan(desktop: desktop, boot: &boot)
    var llama = llamaPlan(graphics: graphics, boot: &boot)
    checkService(of: &llama)
    let assistants = assistantsPlan(graphics: graphics, llama: llama)
    let machine = machinePlan(desktop: desktop, boot: &boot)
    let services = servicesPlan()
    let accounts = accountsPlan(llama: llama, layout: storage.layout, services: services)
    let unfree =
      (graphics?.unfree ?? []) + (llama?.hostUnfree ?? []) + desktop.unfree + machine.unfree
      + assistants.unfree + storage.wirelessFirmware.compactMap(\.unfree)
    let nix = nixPlan(
      unfree: unfree, acceptsLicense: graphics?.nvidia?.needsLicense ?? false)
    let network = networkPlan(llama: llama)
    let host = hostPlan(storage)
    let flake = flakeOutputsPlan()
    return Plan(
      answers: answers, release: release, host: host, storage: storage, machine: machine,
      boot: boot, graphics: graphics, llama: llama, assistants: assistants, desktop: desktop,
      network: network, accounts: accounts, nix: nix, services: services, flake: flake,
      drift: driftPlan(), isInstallation: hardware.operatingSystem.live,
      restart: restartReason(graphics), remarks: remarks)
  }

  // MARK: Parts without rules of their own

  private mutating func hostPlan(_ storage: StoragePlan) -> HostPlan {
    let layout = answers[.keyboardLayout]
    let variant = answers[.keyboardVariant]
    // With several layouts each has a variant of its own, with commas between.
    let isKnown = zip(layout.split(separator: ","), variant.split(separator: ",")).allSatisfy {
      RegionList.variants(of: String($0)).contains(String($1))
    }
    if !variant.isEmpty, !isKnown {
      let near = Suggestion.nearest(to: variant, among: RegionList.variants(of: layout))
      fail(
        "keyboard-variant", [AnswerKey.keyboardVariant.id, AnswerKey.keyboardLayout.id],
        "the layout \(layout) has no variant \(variant)",
        fix: near.map { "did you mean \"\($0)\"?" } ?? "leave the variant out")
    }
    return HostPlan(
      name: answers[.hostName], description: answers[.hostDescription], system: hardware.system,
      stateVersion: decision(.hostStateVersion, answers[.hostStateVersion]),
      timeZone: answers[.timeZone], locale: answers[.locale], formats: answers[.formats],
      keyboard: HostPlan.Keyboard(
        layout: answers[.keyboardLayout], variant: answers[.keyboardVariant],
        options: answers[.keyboardOptions], console: answers[.keyboardConsole]),
      keyboardEarly: storage.layout?.encrypted ?? !storage.encrypted.isEmpty,
      packages: packages(), editor: Editor(rawValue: answers[.editor]) ?? .nano)
  }

  /// The programs that were named and those of sets, each once.
  private func packages() -> [String] {
    var seen: Set<String> = []
    let editor = Editor(rawValue: answers[.editor]) ?? .nano
    // Modules install their editors themselves.
    if editor.hasModule { seen.insert(editor.rawValue) }
    let sets = answers[.packageSets].compactMap(PackageSet.init).flatMap(\.packages)
    let wanted = answers[.packages] + sets + (editor.command == nil ? [] : [editor.rawValue])
    return wanted.filter { seen.insert($0).inserted }
  }

  // MARK: Rules about the whole host

  private mutating func checkFirmware() {
    if hardware.firmware.secureBoot == true, hardware.firmware.setupMode != true,
      !["none", "lanzaboote"].contains(answers[.bootLoader])
    {
      remark(
        "secure-boot", "Secure Boot is on, and NixOS kernels are not signed",
        fix: "turn Secure Boot off in the firmware, or choose boot.loader = \"lanzaboote\"")
    }
  }

  private mutating func checkBoard() {
    if hardware.isAppleSilicon {
      remark(
        "apple-silicon",
        "Linux of nixpkgs does not drive a Mac of this kind: its kernel, its firmware and the GPU come "
          + "from Asahi",
        fix: "import the module of github:nix-community/nixos-apple-silicon in "
          + "hosts/\(answers[.hostName])/default.nix")
    }
    guard hardware.isJetson else { return }
    remark(
      "jetson-gpu",
      "the GPU of a Jetson needs the kernel and driver of JetPack, which nixpkgs does not have: it "
        + "neither draws nor computes",
      fix: "import the module of github:anduril/jetpack-nixos in "
        + "hosts/\(answers[.hostName])/default.nix")
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

  /// Older releases are written in their own words, as far as these are known.
  private mutating func checkRelease() {
    guard !release.hasFacts else { return }
    remark(
      "release-facts",
      "the check knows the options of \(Release.standard.version); what \(release.name) lacks of "
        + "them is known from its release notes only",
      fix: "give a checkout of \(release.name) to --nixpkgs, which is then evaluated in full")
    let kernel = answers[.bootKernel]
    if !["default", "latest"].contains(kernel), !release.kernels.contains(kernel) {
      fail(
        "kernel-release", [AnswerKey.bootKernel.id, AnswerKey.hostRelease.id],
        "\(release.name) has no Linux \(kernel)",
        fix: "choose \"default\" or \(release.kernels.suffix(1).joined())")
    }
  }

  /// A server without a model cannot be set up in releases that ask for its file.
  private mutating func checkService(of llama: inout LlamaPlan?) {
    guard release.dialect.llamaNeedsModel, let service = llama?.service,
      !service.settings.contains(where: { $0.name == "model" })
    else { return }
    llama?.service = nil
    remark(
      "llama-model-release",
      "llama.cpp is installed but not run: \(release.name) starts it with the file of a model only",
      fix: "name a file in llama.model, or choose a newer host.release")
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
