import FlakeTemplates
import HostModel
import SourceText
import TreeWriter

/// The way from facts and answers to files, as the commands and the wizard go it: plan and render.
/// What comes of it at a place is a `Proposal`.
struct Generation {
  let hardware: Hardware
  let plan: Plan
  /// The flake, with the hosts beside that of the plan.
  let tree: RenderedTree
  /// Remarks about answers and plan.
  let remarks: [Diagnostic]
  private let fleet: Fleet

  /// Plans and renders. Contradictions of the answers end with `.usage`, all at once.
  init(
    hardware: Hardware, document: AnswersDocument, fleet: Fleet, templates: String?
  ) throws {
    let (answers, problems) = Answers.resolve(document, hardware: hardware)
    let plan: Plan
    do { plan = try Plan.make(hardware: hardware, answers: answers) } catch {
      throw CommandFailure(.usage, problems + error.diagnostics)
    }
    try self.init(
      plan: plan, document: document, fleet: fleet, problems: problems, hardware: hardware,
      renderer: try Self.renderer(templates: templates))
  }

  /// Renders a plan that was made by a document. `problems` are what was remarked on its answers.
  init(
    plan: Plan, document: AnswersDocument, fleet: Fleet, problems: [Diagnostic],
    hardware: Hardware, renderer: FlakeRenderer
  ) throws {
    self.hardware = hardware
    self.plan = plan
    self.fleet = fleet
    remarks = problems + plan.remarks
    let plans = try fleet.plans(with: plan, by: document)
    do throws(TemplateFailure) { tree = try renderer.render(plans) } catch {
      throw CommandFailure(.usage, error.diagnostics)
    }
  }

  /// The renderer with the user's own templates, if there are any.
  static func renderer(templates folder: String?) throws -> FlakeRenderer {
    let overrides = try TemplateFolder.read(folder)
    do { return try FlakeRenderer(overrides: overrides) } catch {
      throw CommandFailure(.usage, error.diagnostics)
    }
  }

  /// What would become of the folder of a writer.
  ///
  /// - Parameters:
  ///   - own: the answers file of the folder, which is edited and not written anew.
  ///   - decisions: of the user about edits that exclude changes, by path.
  ///   - check: to be used again by those who check more than once.
  ///   - watch: for another thread that wants to know how far it is, or to stop it.
  ///   - document: the document to keep of the machine, instead of a new one.
  func proposal(
    _ writer: TreeWriter, own: AnswerSources.OwnFile?, document: [UInt8]? = nil,
    force: Bool = false, decisions: [String: [EditConflict: EditConflict.Decision]] = [:],
    nixpkgs: String?,
    check: TreeCheck = TreeCheck(),
    watch: CheckWatch? = nil
  ) throws -> Proposal {
    var tree = tree
    let host = plan.host.name
    if let own, let text = own.text(with: plan.answers) {
      tree[HostPlace(host, isFirst: fleet.first == nil).answers] = RenderedTree.File(
        bytes: text, editedFrom: own.file.bytes, host: host)
    }
    var records = fleet.records
    records[host] = document ?? HardwareDocument.encode(hardware)
    let record = WritePlan.Record(version: Version.text, hardware: records)
    let writePlan = try WriteFailure.asCommandFailure {
      let snapshot = try writer.read(paths: tree.paths)
      return WritePlan.make(
        new: fleet.retaining(tree, snapshot), onDisk: snapshot, record: record, force: force,
        decisions: decisions)
    }
    // With a conflict nothing comes out that could be judged but the generated files themselves.
    let result =
      writePlan.conflicts.isEmpty ? TreeCheck.whole(writePlan, in: writer.target) : self.tree
    return Proposal(
      generation: self, writePlan: writePlan,
      check: try check.run(result, nixpkgs: nixpkgs, watch: watch))
  }
}

/// A generation at a place: what happens to each file, and the check of what comes out.
struct Proposal {
  let generation: Generation
  let writePlan: WritePlan
  /// Of the whole tree as it would be: with the user's edits, and with files that are not ours. In a
  /// conflict, of the generated files alone.
  let check: CheckReport

  /// Whether it may be written.
  var isWritable: Bool { check.accepted && writePlan.conflicts.isEmpty }

  /// How a command ends that wrote nothing, or had to set edits aside; nil where nothing is wrong.
  var failure: CommandFailure? {
    if !check.accepted { return CommandFailure(.invalidConfiguration) }
    if writePlan.conflicts.isEmpty {
      return writePlan.setAside.isEmpty ? nil : CommandFailure(.conflict)
    }
    return CommandFailure(writePlan.hasMergeConflicts ? .conflict : .unwritable)
  }
}
