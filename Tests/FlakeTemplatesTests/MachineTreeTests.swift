import FlakeTemplates
import HardwareProbe
import HostModel
import SourceText
import TestSupport
import Testing
import TextFormats

/// The recorded machines of `Tests/Machines`: each with its answers gives exactly the tree beside it.
@Suite struct MachineTreeTests {
  static let machines = Fixture.names(in: "\(Golden.root)/Machines")

  @Test(arguments: machines)
  func giveTheTree(machine: String) throws {
    let hardware = Machine.hardware(machine)
    let tree = try Machine.render(hardware, answers: "Machines/\(machine)/answers.nix")
    Machine.expect(tree, at: "Machines/\(machine)/tree")
    // Without any answer there is a tree too, though another one.
    let standard = try Machine.render(hardware, answers: nil)
    #expect(standard.paths.contains("flake.nix"))
    #expect(standard["answers.nix"] != tree["answers.nix"])
  }
}

/// More answers for some of the machines, one folder of `Tests/Plans` each: `machine` names it, or
/// `report.json` is what nixos-facter says of one.
@Suite struct PlanTreeTests {
  static let plans = Fixture.names(in: "\(Golden.root)/Plans")

  @Test(arguments: plans)
  func giveTheTree(plan: String) throws {
    let hardware = try Machine.hardware(ofPlan: plan)
    let tree = try Machine.render(hardware, answers: "Plans/\(plan)/answers.nix")
    Machine.expect(tree, at: "Plans/\(plan)/tree")
  }
}

/// From a recorded machine and a file of answers to the tree.
enum Machine {
  /// The reason is recorded as an issue before.
  private struct Unrendered: Error {}

  /// Loaded once, as parsing and checking all templates is what takes the time.
  static let renderer = Result { () throws(TemplateFailure) in try FlakeRenderer() }

  static func hardware(_ machine: String) -> Hardware {
    let folder = PackedTree.shared("\(Golden.root)/Machines/\(machine)/machine.tree")
    return HardwareProbe.run(on: SystemRoot(folder)).hardware
  }

  /// The machine of a folder of `Tests/Plans`.
  static func hardware(ofPlan plan: String) throws -> Hardware {
    let folder = "\(Golden.root)/Plans/\(plan)"
    if let machine = Fixture.text(at: "\(folder)/machine") {
      return hardware(String(machine.prefix { $0 != "\n" }))
    }
    let report = try #require(Fixture.text(at: "\(folder)/report.json"))
    let file = SourceFile(name: "report.json", text: report)
    let document = try JSONDocument.parse(Array(report.utf8))
    return try FacterReport.decode(document, of: file).get().hardware
  }

  static func render(_ hardware: Hardware, answers path: String?) throws -> RenderedTree {
    let plan = try plan(hardware, answers: path)
    do throws(TemplateFailure) {
      return try renderer.get().render(plan)
    } catch {
      for problem in error.diagnostics { Issue.record("\(problem.message)") }
      throw Unrendered()
    }
  }

  static func plan(_ hardware: Hardware, answers path: String?) throws -> Plan {
    var document = AnswersDocument()
    if let path {
      let text = try #require(Fixture.text(at: "\(Golden.root)/\(path)"))
      let (parsed, problems) = AnswersDocument.parse(SourceFile(name: path, text: text))
      #expect(problems == [])
      document = parsed
    }
    let (answers, problems) = Answers.resolve(document, hardware: hardware)
    #expect(problems == [])
    do throws(PlanFailure) {
      return try Plan.make(hardware: hardware, answers: answers)
    } catch {
      for diagnostic in error.diagnostics { Issue.record("\(diagnostic.message)") }
      throw Unrendered()
    }
  }

  /// Compares all files, and that there are no others.
  static func expect(_ tree: RenderedTree, at path: String) {
    for file in tree.paths {
      Golden.expect(tree[file]?.bytes ?? [], at: "\(path)/\(file)")
    }
    let kept = files(in: "\(Golden.root)/\(path)", below: "")
    #expect(Set(kept).subtracting(tree.paths) == [])
  }

  static func files(in folder: String, below prefix: String) -> [String] {
    Fixture.names(in: folder).flatMap { name -> [String] in
      let inner = files(in: "\(folder)/\(name)", below: "\(prefix)\(name)/")
      return inner.isEmpty ? [prefix + name] : inner
    }
  }
}
