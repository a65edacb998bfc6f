import TextFormats

/// Every code that a check can give, with what it means: the table behind the manual page.
package enum FindingCatalog {
  package struct Entry: Sendable {
    package let code: String
    package let meaning: String

    init(_ code: String, _ meaning: String) {
      self.code = code
      self.meaning = meaning
    }
  }

  /// Sorted by code.
  package static let entries: [Entry] = [
    Entry("abort", "the configuration called builtins.abort"),
    Entry("assertion-failed", "an assert of the configuration does not hold"),
    Entry("bad-flake-lock", "flake.lock cannot be read"),
    Entry("broken-package", "a package that nixpkgs marks as broken"),
    Entry("computed-input", "a part of flake.nix that Nix reads without evaluating is computed"),
    Entry("config-with-external-pkgs", "nixpkgs.config beside a package set made elsewhere"),
    Entry("conflicting-definitions", "modules define one option differently at one priority"),
    Entry("container-toolkit-without-driver", "the container toolkit needs the NVIDIA driver"),
    Entry("cuda-and-rocm", "llama-cpp with CUDA and ROCm at once loses one of them"),
    Entry("cuda-capability", "a CUDA capability that the chosen CUDA does not know"),
    Entry("deprecated-output", "an output that has a new name"),
    Entry("duplicate-ids", "two accounts share a number"),
    Entry("evaluation-error", "any other error of the evaluation"),
    Entry("evaluation-limit", "the evaluation needs more time or memory than it may"),
    Entry("evaluation-warning", "nixpkgs or the configuration warns"),
    Entry("failed-assertion", "an assertion of a module does not hold"),
    Entry("finegrained-without-offload", "fine-grained power management needs PRIME offload"),
    Entry("flake-not-a-set", "flake.nix is no literal attribute set"),
    Entry("follows-cycle", "inputs that follow each other in a circle"),
    Entry("follows-missing-input", "an input follows one that does not exist"),
    Entry("follows-with-source", "an input that has a source of its own and follows another one"),
    Entry("gsp-off-with-open", "the open NVIDIA modules need the GSP"),
    Entry(
      "import-from-derivation", "a file is read that a build would have to make during evaluation"),
    Entry("infinite-recursion", "a value depends on itself"),
    Entry("input-not-at-hand", "an input that full evaluation needs is not on this machine"),
    Entry("insecure-package", "a package with known vulnerabilities"),
    Entry("licence-not-accepted", "a licence that must be accepted by name"),
    Entry("locked-out", "nobody could log in or become root"),
    Entry("missing-argument", "a function is called without an argument it needs"),
    Entry("missing-attribute", "an attribute that is not there"),
    Entry("missing-file", "a file that is not in the tree"),
    Entry("missing-follows", "an input brings a nixpkgs of its own"),
    Entry("missing-module-argument", "a module takes an argument that nobody gives"),
    Entry("missing-value", "an option without default is read but never set"),
    Entry("misspelt-setting", "a free setting that looks like a known one, misspelt"),
    Entry("model-in-home", "the unit of llama-cpp cannot read below /home"),
    Entry("module-path-string", "a module given as a string that is no absolute path"),
    Entry("module-structure", "a module mixes `options` or `config` with definitions, or is none"),
    Entry("native-build", "llama-cpp built for this processor alone and for all at once"),
    Entry("negative-flag", "a setting that writes no flag at all"),
    Entry("nix-config", "nixConfig counts for trusted users only"),
    Entry("no-boot-loader", "nothing would make the system bootable"),
    Entry("no-flake", "no flake.nix and no configuration.nix"),
    Entry("no-graphics-libraries", "a package for the graphics card without hardware.graphics"),
    Entry("no-hosts", "the flake has no nixosConfigurations"),
    Entry("no-outputs", "flake.nix has no outputs"),
    Entry("no-platform", "neither nixpkgs.hostPlatform nor a system is set"),
    Entry("no-root-file-system", "fileSystems has no entry for /"),
    Entry("no-state-version", "system.stateVersion is not set"),
    Entry("no-system", "a nixpkgs instance without a system, which a flake cannot guess"),
    Entry("not-a-function", "something that is no function is called"),
    Entry("not-a-host", "an entry of nixosConfigurations that no nixosSystem made"),
    Entry("not-a-system", "an output that goes by system has another name"),
    Entry("not-modelled", "a part of nixpkgs that the facts do not cover"),
    Entry("nvidia-driver-too-old", "the branch of NVIDIA's driver is older than an option of it"),
    Entry("nvidia-module-parameters", "parameters of a module that is not NVIDIA's"),
    Entry("nvidia-no-open-modules", "this driver has no open kernel modules"),
    Entry("nvidia-open-unset", "hardware.nvidia.open must be chosen"),
    Entry("nvidia-two-drivers", "the desktop and the data centre driver at once"),
    Entry("outputs-not-a-function", "outputs is no function"),
    Entry("outside-path", "a file that is not in the flake, which Nix does not read"),
    Entry(
      "overlay-arguments", "an overlay whose arguments have names that nix flake check refuses"),
    Entry("overlay-recursion", "an overlay takes from `final` what it is about to define"),
    Entry("password-hash", "a password hash with a colon"),
    Entry("platform-set-twice", "hostPlatform beside a legacy option"),
    Entry("platform-with-external-pkgs", "hostPlatform disagrees with the package set"),
    Entry("port-clash", "two services on one port"),
    Entry("prime-offload-command", "the offload command needs offload or reverse sync"),
    Entry("prime-sync-and-offload", "PRIME sync beside offload"),
    Entry("prime-sync-and-power-management", "PRIME sync beside fine-grained power management"),
    Entry("prime-sync-and-reverse", "PRIME sync beside reverse sync"),
    Entry("prime-two-integrated-cards", "bus ids of both an Intel and an AMD card"),
    Entry("prime-without-bus-id", "PRIME without the bus ids of both cards"),
    Entry("raid-unwatched", "mdadm has nobody to report a broken disk to"),
    Entry("read-only-option", "a read-only option is set more than once"),
    Entry("removed-option", "an option that is gone and has no effect"),
    Entry("removed-package", "a package that is gone"),
    Entry("renamed-option", "an option that has a new name"),
    Entry("renamed-package", "a package that has a new name"),
    Entry("search-path", "a search path such as <nixpkgs>, which a flake does not have"),
    Entry("settings-value", "a value that settings of llama-cpp cannot hold"),
    Entry("shell-not-enabled", "a login shell whose module is off"),
    Entry("specialargs-pkgs", "`pkgs` in specialArgs hides overlays and nixpkgs.config"),
    Entry("suspend-notifier-without-open", "the suspend notifier needs the open modules"),
    Entry("syntax", "the text is not Nix; the parser gives the codes in detail"),
    Entry("system-without-effect", "the system of a host is another one than its modules set"),
    Entry("too-large", "the folder is too large to be a configuration"),
    Entry("two-wireless-managers", "NetworkManager and wpa_supplicant both have networks"),
    Entry("type-error", "a value of the wrong type"),
    Entry("undeclared-input", "outputs takes an input that is not declared"),
    Entry("undefined-variable", "a name that nothing defines"),
    Entry("unexpected-argument", "a function is called with an argument that it does not take"),
    Entry("unexpected-input", "outputs does not take an input that it gets"),
    Entry("unfree-not-allowed", "an unfree package without permission"),
    Entry("unfree-predicate-twice", "of two allowUnfreePredicate only one counts"),
    Entry("unknown-flake-attribute", "an attribute that flake.nix may not have"),
    Entry("unknown-input-attribute", "an attribute that an input of a flake may not have"),
    Entry("unknown-module", "a module of an input that is not at hand"),
    Entry(
      "unknown-nixpkgs-argument", "an argument of nixpkgs that it does not know and passes over"),
    Entry("unknown-nixpkgs-config", "a key of nixpkgs.config that does nothing"),
    Entry("unknown-option", "an option that no module declares"),
    Entry("unknown-output", "an output that neither Nix nor a known tool reads"),
    Entry("unknown-overlay", "an overlay of an input that is not at hand"),
    Entry("unknown-override-argument", "override with an argument that the package lacks"),
    Entry("unknown-package", "a package that nixpkgs lacks"),
    Entry("unquoted-setting", "a setting whose characters the unit would change"),
    Entry("unreadable", "a file or folder that cannot be read"),
    Entry("unsupported-source", "the source of an input is of no kind that Nix knows"),
    Entry("unused-error", "an error in a part that nothing uses at present"),
    Entry("user-kind", "an account is neither a person's nor a service's, or both"),
    Entry("user-throw", "the configuration itself refuses"),
    Entry("user-without-group", "an account without a group"),
    Entry("version-without-source", "a new version of a package with the old source"),
    Entry("wrong-flake-value", "a part of flake.nix that is of another type than Nix takes there"),
    Entry("wrong-output", "an output of the flake is not what its name asks for"),
    Entry("wrong-platform", "a package that is not for this platform"),
    Entry("wrong-type", "a definition that is not of the type of its option"),
    Entry("zfs-without-host-id", "ZFS needs networking.hostId"),
  ]

  /// The list of codes in mdoc, for nixwiz-findings(7).
  package static var manual: String {
    let items = entries.map { entry in
      ".It Ic \(Mdoc.escaped(entry.code))\n\(Mdoc.escaped(entry.meaning)).\n"
    }
    return ".Bl -tag -width Ds\n\(items.joined()).El\n"
  }
}
