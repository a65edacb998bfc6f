import HostModel
import NixLanguage

/// `overlays/llama-cpp.nix`.
struct OverlayScope: TemplateScope {
  struct Instance: TemplateScope {
    struct Capabilities: TemplateScope {
      let decision: Decision<[String]>
      static let holes: [TemplateHole<Capabilities>] = [
        .optional("because") { ReasonScope($0.decision) },
        .literal("value") { .strings($0.decision.value) },
      ]
    }

    struct CUDA: TemplateScope {
      let llama: LlamaPlan
      let unfree: NixPlan.Unfree
      let dialect: Release.Dialect

      /// Whether unfree packages are allowed by their licences, as names would be many, or where
      /// the release has no option for names.
      private var byLicense: Bool { !llama.packages.isEmpty || !dialect.unfreeNames }

      static let holes: [TemplateHole<CUDA>] = [
        .optional("capabilities") {
          $0.llama.cudaCapabilities.value.isEmpty
            ? nil : Capabilities(decision: $0.llama.cudaCapabilities)
        },
        .flag("all") { $0.unfree == .all },
        .optional("names") {
          $0.unfree == .all || $0.byLicense
            ? nil : ValueScope(.strings($0.llama.cudaUnfree))
        },
        .flag("licenses") { $0.unfree != .all && $0.byLicense },
      ]
    }

    let llama: LlamaPlan
    let unfree: NixPlan.Unfree
    let dialect: Release.Dialect
    let package: LlamaPackageScope
    static let holes: [TemplateHole<Instance>] = [
      .comment("reason") { instance in
        let way = instance.llama.way
        return way.origin.isAnswer
          ? "llama.cpp comes from an instance of nixpkgs with this support."
          : sentence(way.reason) + "."
      },
      .attributePath("instanceName") { [$0.llama.instanceName] },
      .optional("cuda") {
        $0.llama.acceleration.value == .cuda
          ? CUDA(llama: $0.llama, unfree: $0.unfree, dialect: $0.dialect) : nil
      },
      .optional("inner") { $0.llama.source == .nixpkgs && $0.package.isChanged ? $0.package : nil },
      .flag("fromInstance") { $0.llama.source == .nixpkgs },
    ]
  }

  /// The package in the host's own instance.
  struct Direct: TemplateScope {
    let llama: LlamaPlan
    let package: LlamaPackageScope
    static let holes: [TemplateHole<Direct>] = [
      .list("reasons") { direct in
        let plan = direct.llama
        return [
          plan.acceleration.value == .cpu ? nil : ReasonScope(plan.acceleration),
          plan.cudaCapabilities.value.isEmpty ? nil : ReasonScope(plan.cudaCapabilities),
          plan.alsoVulkan.value ? ReasonScope(plan.alsoVulkan) : nil,
          plan.acceleration.value == .cuda && !plan.way.origin.isAnswer
            ? ReasonScope("\(plan.way.reason): the rest stays in the public cache") : nil,
        ].compactMap { $0 }
      },
      .list("package") { [$0.package] },
    ]
  }

  /// The scope of packages that upstream's own flake uses.
  struct Upstream: TemplateScope {
    let llama: LlamaPlan
    let package: LlamaPackageScope
    static let holes: [TemplateHole<Upstream>] = [
      .flag("afterInstance") { $0.llama.way.value == .instance },
      .attributePath("caller") {
        $0.llama.way.value == .instance
          ? ["final", $0.llama.instanceName, "callPackage"] : ["final", "callPackage"]
      },
      .optional("changed") { $0.package.isChanged ? $0.package : nil },
    ]
  }

  let llama: LlamaPlan
  let unfree: NixPlan.Unfree
  let dialect: Release.Dialect

  private var isInstance: Bool { llama.way.value == .instance }
  private var isUpstream: Bool { llama.source == .upstream }
  private var package: LlamaPackageScope { LlamaPackageScope(llama, supported: isInstance) }

  static let holes: [TemplateHole<OverlayScope>] = [
    .flag("usesInputs") { $0.llama.overlayUsesInputs },
    .flag("usesFinal") {
      $0.isInstance || $0.isUpstream || !$0.llama.cudaCapabilities.value.isEmpty
        || $0.llama.cudaVersion != nil
    },
    .flag("usesPrev") { !$0.isInstance && !$0.isUpstream },
    .optional("instance") { scope in
      scope.isInstance
        ? Instance(
          llama: scope.llama, unfree: scope.unfree, dialect: scope.dialect,
          package: scope.package) : nil
    },
    .optional("direct") { scope in
      scope.isInstance || scope.isUpstream
        ? nil : Direct(llama: scope.llama, package: scope.package)
    },
    .optional("upstream") { scope in
      scope.isUpstream ? Upstream(llama: scope.llama, package: scope.package) : nil
    },
  ]
}

extension LlamaPlan {
  /// Whether the overlay imports nixpkgs again, or upstream's recipe: then its file is a function of
  /// the inputs, else it is the overlay itself.
  var overlayUsesInputs: Bool { way.value == .instance || source == .upstream }
}
