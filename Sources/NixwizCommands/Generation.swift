import FlakeTemplates
import HostModel
import SourceText
import TreeWriter

/// The way from facts and answers to files, as the command and the wizard go it: plan, render,
/// check, compare with the disk. Nothing is written before `write`.
struct Generation {
  let hardware: Hardware
  let plan: Plan
  let tree: RenderedTree
  /// Remarks about answers and plan.
  let remarks: [Diagnostic]
  let check: CheckReport

  /// Plans and renders. Contradictions of the answers end with `.usage`, all at once.
  init(hardware: Hardware, document: AnswersDocument, place: PlaceOptions) throws {
    let (answers, problems) = Answers.resolve(document, hardware: hardware)
    let plan: Plan
    do { plan = try Plan.make(hardware: hardware, answers: answers) } catch {
      throw CommandFailure(.usage, problems + error.diagnostics)
    }
    try self.init(
      plan: plan, problems: problems, hardware: hardware,
      renderer: try Self.renderer(templates: place.templates), nixpkgs: place.nixpkgs)
  }

  /// Renders and checks a plan. `problems` are what was remarked on its answers.
  init(
    plan: Plan, problems: [Diagnostic], hardware: Hardware, renderer: FlakeRenderer,
    nixpkgs: String?
  ) throws {
    self.hardware = hardware
    self.plan = plan
    remarks = problems + plan.remarks
    do { tree = try renderer.render(plan) } catch {
      throw CommandFailure(.usage, error.diagnostics)
    }
    check = try TreeCheck.run(tree, nixpkgs: nixpkgs)
  }

  /// The renderer with the user's own templates, if there are any.
  static func renderer(templates folder: String?) throws -> FlakeRenderer {
    let overrides = try TemplateFolder.read(folder)
    do { return try FlakeRenderer(overrides: overrides) } catch {
      throw CommandFailure(.usage, error.diagnostics)
    }
  }

  /// The files to write, and how, at a place.
  func writePlan(
    _ writer: TreeWriter, record: WritePlan.Record, keeping kept: [String], force: Bool
  )
    throws(WriteFailure) -> WritePlan
  {
    var tree = tree
    for path in kept { tree[path]?.userOwned = true }
    return WritePlan.make(
      new: tree, onDisk: try writer.read(paths: WritePlan.paths(of: tree)), record: record,
      force: force)
  }
}
