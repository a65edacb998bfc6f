import HostModel
import NixLanguage

/// `modules/drift.nix`.
struct DriftScope: TemplateScope {
  let drift: DriftPlan

  static let holes: [TemplateHole<DriftScope>] = [
    .optional("calendar") { $0.drift.calendar.flatMap { ValueScope(unlessEmpty: $0) } },
    .literal("program") { .string($0.drift.program) },
    .literal("manifest") { .string("\($0.drift.folder)/.nixwiz/manifest.json") },
    .literal("command") {
      .string("\($0.drift.program) regenerate --dry-run --quiet \($0.drift.folder)")
    },
  ]
}
