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
    self.hardware = hardware
    let (answers, problems) = Answers.resolve(document, hardware: hardware)
    do { plan = try Plan.make(hardware: hardware, answers: answers) } catch {
      throw CommandFailure(.usage, problems + error.diagnostics)
    }
    remarks = problems + plan.remarks
    do {
      let overrides = try TemplateFolder.read(place.templates)
      tree = try FlakeRenderer(overrides: overrides).render(plan)
    } catch let failure as TemplateFailure {
      throw CommandFailure(.usage, failure.diagnostics)
    }
    check = try TreeCheck.run(tree, nixpkgs: place.nixpkgs)
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
