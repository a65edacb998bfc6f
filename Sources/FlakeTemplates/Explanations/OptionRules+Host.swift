import HostModel

/// The flake, language models, and what people ask of a host.
extension OptionRule {
  static let flake: [OptionRule] = [
    OptionRule("description", in: "flake.nix", "what the flake is", ["host.description"]),
    OptionRule("inputs.nixpkgs.url", in: "flake.nix", "the release of nixpkgs", ["host.release"]),
    OptionRule(
      "inputs.llama-cpp.url", in: "flake.nix", "llama.cpp as upstream has it", ["llama.source"]),
    OptionRule(
      "inputs.nixos-hardware.url", in: "flake.nix", "the profile of the model",
      ["hardware.profile"], of: [.model]),
    OptionRule(
      "inputs.nixos-wsl.url", in: "flake.nix", "the system runs under Windows",
      of: [.virtualisation]
    ) { Reason($0.storage.guest) },
    OptionRule(
      "inputs.disko.url", in: "flake.nix", "makes the file systems", ["disks.source"]),
    OptionRule(
      "inputs.lanzaboote.url", in: "flake.nix", "signed kernels for Secure Boot", ["boot.loader"]),
    OptionRule(
      "inputs.home-manager.url", in: "flake.nix", "files in home folders", ["home.enable"]),
    OptionRule("inputs.sops-nix.url", in: "flake.nix", "opens secrets", ["secrets.tool"]),
    OptionRule("inputs.agenix.url", in: "flake.nix", "opens secrets", ["secrets.tool"]),
    OptionRule(
      "inputs.colmena.url", in: "flake.nix", "brings the system to the machine", ["deploy.tool"]),
    OptionRule(
      "inputs.deploy-rs.url", in: "flake.nix", "brings the system to the machine",
      ["deploy.tool"]),
    OptionRule(
      "inputs.*.inputs.nixpkgs.follows", in: "flake.nix",
      "one nixpkgs for all inputs, not one of each to evaluate"),
    OptionRule(
      "inputs.*.inputs.*.follows", in: "flake.nix", "nothing here needs it, so it is not fetched"),
    OptionRule(
      "outputs", in: "flake.nix", "the host, its overlay and the formatter", ["host.name"]),
    OptionRule("imports", in: "modules/default.nix", "the modules that this host needs"),
    OptionRule(
      "**", in: "overlays/llama-cpp.nix", "how llama.cpp is built",
      ["llama.acceleration", "llama.instance", "llama.source", "llama.cmakeFlags"],
      facts: Facts { $0.computing($0.llama?.acceleration.value) }
    ) { Reason($0.llama?.acceleration) },
  ]

  static let llama: [OptionRule] = [
    OptionRule(
      "services.llama-cpp.enable", "llama-server starts with the machine",
      ["llama.enable", "llama.service"], facts: Facts { $0.computing($0.llama?.acceleration.value) }
    ),
    OptionRule("services.llama-cpp.package", "the build of upstream", ["llama.source"]),
    OptionRule(
      "services.llama-cpp.openFirewall", "lets other machines reach it", ["llama.openFirewall"]),
    // Releases before 26.11 have an option for each of these.
    OptionRule("services.llama-cpp.host", "the address to listen on", ["llama.host"]),
    OptionRule("services.llama-cpp.port", "the port to listen on", ["llama.port"]),
    OptionRule("services.llama-cpp.model", "the model to load", ["llama.model"]),
    OptionRule(
      "services.llama-cpp.extraFlags", "flags of llama-server",
      [
        "llama.settings", "llama.model", "llama.context", "llama.gpuLayers", "llama.parallel",
        "llama.rpcServers",
      ]),
    OptionRule("services.llama-cpp.settings.host", "the address to listen on", ["llama.host"]),
    OptionRule("services.llama-cpp.settings.port", "the port to listen on", ["llama.port"]),
    OptionRule(
      "services.llama-cpp.settings.*", "a flag of llama-server",
      [
        "llama.settings", "llama.model", "llama.context", "llama.gpuLayers", "llama.parallel",
        "llama.rpcServers",
      ]),
    OptionRule(
      "systemd.services.*.environment.HF_HUB_CACHE",
      "where models that are fetched are kept, as the unit has no home",
      ["llama.model", "llama.swap"]),
    OptionRule(
      "systemd.services.*.environment.LLAMA_CACHE",
      "where models that are fetched are kept, as the unit has no home",
      ["llama.swap", "llama.rpcWorker"]),
    OptionRule(
      "systemd.services.*.environment.XDG_CACHE_HOME",
      "where Mesa keeps shaders that it has compiled, as the unit has no home",
      ["llama.acceleration"]
    ) { Reason($0.llama?.acceleration) },
    OptionRule(
      "systemd.services.*.environment.ROCR_VISIBLE_DEVICES",
      "hides GPUs that ROCm has no code for, which would end the server", ["llama.acceleration"],
      of: [.amd]
    ) { Reason($0.llama?.acceleration) },
    OptionRule(
      "systemd.services.*.environment.HSA_OVERRIDE_GFX_VERSION",
      "ROCm has no code for the card and runs that of a near relative", ["llama.acceleration"],
      of: [.amd]
    ) { Reason($0.llama?.acceleration) },
    OptionRule(
      "systemd.services.llama-cpp.serviceConfig.ProcSubset", "shows the size of shared memory",
      of: [.gpus, .memory]
    ) { Reason($0.llama?.service?.seesMemory) },
    OptionRule("services.llama-swap.listenAddress", "the address to listen on", ["llama.host"]),
    OptionRule("services.llama-swap.port", "the port to listen on", ["llama.port"]),
    OptionRule(
      "services.llama-swap.openFirewall", "lets others reach it", ["llama.openFirewall"]),
    OptionRule(
      "services.llama-swap.settings.models.*.ttl", "when memory is free again",
      ["llama.swapIdle"]),
    OptionRule(
      "services.llama-swap.**", "several models, of which one is loaded",
      [
        "llama.swap", "llama.settings", "llama.context", "llama.gpuLayers", "llama.parallel",
        "llama.rpcServers",
      ]),
    OptionRule(
      "systemd.services.llama-swap.serviceConfig.CacheDirectory",
      "the folder for what is fetched, as the unit has none", ["llama.swap"]),
    OptionRule(
      "systemd.services.llama-rpc.**", "lends the GPUs to other machines",
      ["llama.rpcWorker", "llama.host"], of: [.gpus]),
    OptionRule(
      "networking.firewall.allowedTCPPorts", in: "llama-cpp.nix", "lets them reach rpc-server",
      ["llama.openFirewall"]),
    OptionRule(
      "environment.systemPackages", in: "llama-cpp.nix", "llama.cpp and its company",
      ["llama.packages", "llama.service"]),
  ]

  static let host: [OptionRule] = [
    OptionRule("time.timeZone", "local time", ["time.timeZone"]),
    OptionRule("i18n.defaultLocale", "language", ["i18n.locale"]),
    OptionRule("i18n.extraLocaleSettings.*", "formats of another country", ["i18n.formats"]),
    OptionRule("services.xserver.xkb.layout", "the keys of X and Wayland", ["keyboard.layout"]),
    OptionRule("services.xserver.xkb.variant", "a variant of the layout", ["keyboard.variant"]),
    OptionRule("services.xserver.xkb.options", "what single keys do", ["keyboard.options"]),
    OptionRule("console.keyMap", "the keys of the text console", ["keyboard.console"]),
    OptionRule("console.useXkbConfig", "the same keys on the text console", ["keyboard.layout"]),
    OptionRule("users.users.*.*", "an account", ["users"]),
    OptionRule(
      "users.users.*.extraGroups", "what was asked for, and what sudo, network and devices need",
      ["users"]),
    OptionRule(
      "users.users.*.openssh.authorizedKeys.keys", "who may log in from other machines", ["users"]),
    OptionRule("programs.*.enable", in: "users.nix", "a shell that a user has", ["users"]),
    OptionRule(
      "security.sudo.wheelNeedsPassword", "sudo without a password", ["security.sudoPassword"]
    ) {
      Reason($0.accounts.sudoPassword)
    },
  ]

  static let desktop: [OptionRule] = [
    OptionRule(
      "services.desktopManager.*.enable", "the session", ["desktop.environment"]
    ) { Reason($0.desktop.environment) },
    OptionRule(
      "services.displayManager.**", "the login screen of the session", ["desktop.environment"]
    ) { Reason($0.desktop.environment) },
    OptionRule(
      "services.xserver.enable", "the session needs X", ["desktop.environment"]
    ) { Reason($0.desktop.environment) },
    OptionRule(
      "services.xserver.desktopManager.*.enable", "the session", ["desktop.environment"]
    ) { Reason($0.desktop.environment) },
    OptionRule(
      "services.xserver.displayManager.*.enable", "the login screen of the session",
      ["desktop.environment"]
    ) { Reason($0.desktop.environment) },
    OptionRule("services.pipewire.**", "sound", ["desktop.audio"]),
    OptionRule("security.rtkit.enable", "sound without gaps", ["desktop.audio"]),
    OptionRule("services.printing.enable", "printing", ["desktop.printing"]),
    OptionRule(
      "hardware.bluetooth.enable", "Bluetooth", ["desktop.bluetooth"],
      of: [.bluetooth, .portable]),
  ]

  static let network: [OptionRule] = [
    OptionRule("networking.hostName", "the name of the machine", ["host.name"]),
    OptionRule("networking.hostId", "ZFS knows its owner by it", ["disks.hostId"], of: [.mounts]) {
      Reason($0.storage.zfsHostID)
    },
    OptionRule("networking.networkmanager.enable", "who connects", ["network.manager"]) {
      Reason($0.network.manager)
    },
    OptionRule("networking.useNetworkd", "who connects", ["network.manager"]) {
      Reason($0.network.manager)
    },
    OptionRule(
      "networking.useHostResolvConf", "systemd-resolved answers in the container",
      of: [.virtualisation]),
    OptionRule("networking.firewall.allowedTCPPorts", "open ports", ["network.tcpPorts"]),
    OptionRule("networking.firewall.allowedUDPPorts", "open ports", ["network.udpPorts"]),
    OptionRule("services.openssh.enable", "logins from other machines", ["network.ssh"]) {
      Reason($0.network.ssh)
    },
    OptionRule(
      "services.openssh.settings.PasswordAuthentication", "keys or passwords",
      ["network.sshPasswords"]),
    OptionRule("services.openssh.settings.PermitRootLogin", "people log in under their own names"),
  ]

  static let system: [OptionRule] = [
    OptionRule("environment.systemPackages", "programs for all users", ["packages.system"]),
    OptionRule("system.configurationRevision", "tells which commit a system was built from"),
    OptionRule(
      "system.stateVersion", "the release of the first installation", ["host.stateVersion"]
    ) { Reason($0.host.stateVersion) },
    OptionRule("nix.settings.experimental-features", "flakes need them"),
    OptionRule("nix.settings.extra-substituters", "caches that are trusted", ["nix.caches"]),
    OptionRule("nix.settings.extra-trusted-public-keys", "their keys", ["nix.caches"]),
    OptionRule("nix.gc.*", "old systems are deleted", ["nix.gc"]),
    OptionRule(
      "systemd.services.nixwiz-drift.**", "a service tells of changes of the machine",
      ["drift.check", "drift.program", "drift.folder"]),
    OptionRule("nixpkgs.overlays", "packages of the flake's own", ["llama.acceleration"]) {
      Reason($0.llama?.acceleration)
    },
    OptionRule("nixpkgs.config.allowUnfree", "all unfree software", ["nix.unfree"]),
    OptionRule(
      "nixpkgs.config.allowUnfreePackages", "what drivers and programs need, and no more",
      ["nix.unfree", "nix.unfreePackages", "graphics.driver", "llama.acceleration"]
    ) { Reason(joined: $0.unfreeReasons) },
    OptionRule(
      "nixpkgs.config.allowUnfreePredicate", "the same for releases before 26.11",
      ["nix.unfree", "nix.unfreePackages", "graphics.driver", "llama.acceleration"]
    ) { Reason(joined: $0.unfreeReasons) },
    OptionRule(
      "nixpkgs.config.nvidia.acceptLicense", "old branches want a yes to their licence",
      ["graphics.nvidia.acceptLicense"]),
  ]
}

extension OptionCase {
  /// Who asks for unfree names, each with those that nobody before asked for.
  fileprivate var unfreeReasons: [(name: String, reason: OptionRule.Reason)] {
    guard case .names(let allowed) = plan.nix.unfree else { return [] }
    var rest = Set(allowed)
    var parts: [(name: String, reason: OptionRule.Reason)] = []
    func add(_ names: [String], _ text: String, _ origin: Origin) {
      let own = rest.intersection(names).sorted()
      if own.isEmpty { return }
      rest.subtract(own)
      parts.append((own.joined(separator: ", "), OptionRule.Reason(text, origin)))
    }
    add(plan.graphics?.unfree ?? [], "NVIDIA's driver", .hardware)
    add(plan.llama?.hostUnfree ?? [], "llama.cpp with CUDA", .hardware)
    add(plan.assistants.unfree, "the assistants", .rule)
    add(plan.machine.unfree, "the firmware of the camera", .hardware)
    add(plan.storage.wirelessFirmware.compactMap(\.unfree), "a Wi-Fi card", .hardware)
    add(plan.desktop.unfree, "programs of the desktop", .rule)
    if let answer = plan.answers[id: "nix.unfreePackages"] {
      add(plan.answers[.unfreePackages], answer.reason, answer.origin)
    }
    add(rest.sorted(), "the guest's tools", .hardware)
    return parts
  }
}
