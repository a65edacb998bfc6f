import FlakeCheck
import HostModel
import TestSupport
import TextFormats
import Testing

/// The manual says what the program does: these tests compare the two.
@Suite struct ManualTests {
  private static let manual = Fixture.text(at: "\(Golden.root)/../man/nixwiz.1") ?? ""

  /// Every command and every option that the program has, by name.
  private func options(
    of command: TextNode, in path: String
  ) -> [(command: String, names: [String])] {
    let name = text(command["commandName"]) ?? ""
    let here = path.isEmpty ? name : "\(path) \(name)"
    var found: [(command: String, names: [String])] = []
    for argument in items(command["arguments"]) where text(argument["kind"]) != "positional" {
      if argument["shouldDisplay"]?.value == .bool(false) { continue }
      let names = items(argument["names"]).compactMap { name -> String? in
        guard let letters = text(name["name"]) else { return nil }
        return text(name["kind"]) == "short" ? letters : "-\(letters)"
      }
      found.append((here, names))
    }
    for subcommand in items(command["subcommands"]) where text(subcommand["commandName"]) != "help"
    {
      found += options(of: subcommand, in: here)
    }
    return found
  }

  private func text(_ node: TextNode?) -> String? {
    if case .string(let text)? = node?.value { text } else { nil }
  }

  private func items(_ node: TextNode?) -> [TextNode] {
    if case .array(let items)? = node?.value { items } else { [] }
  }

  @Test func `the manual names every option, and no other`() throws {
    let help = Program.run("--experimental-dump-help")
    let document = try JSONDocument.parse(help.outputBytes)
    let root = try #require(document["command"])
    var known: Set<String> = []
    for (command, names) in options(of: root, in: "") {
      known.formUnion(names)
      for name in names {
        #expect(documented.contains(name), "\(command) has -\(name), the manual has not")
      }
    }
    for name in documented {
      #expect(known.contains(name), "the manual has -\(name), the program has not")
    }
  }

  /// The flags of `.It Fl` lines: `o , -output Ar dir` gives `o` and `-output`.
  private var documented: Set<String> {
    var names: Set<String> = []
    for line in Self.manual.split(separator: "\n") where line.hasPrefix(".It Fl ") {
      var isArgument = false
      for word in line.dropFirst(".It Fl ".count).split(separator: " ") {
        switch word {
        case "Ar": isArgument = true
        case "Fl", ",": isArgument = false
        default: if !isArgument { names.insert(String(word)) }
        }
      }
    }
    return names
  }

  @Test func `the manual names every command`() throws {
    let help = Program.run("--experimental-dump-help")
    let document = try JSONDocument.parse(help.outputBytes)
    for command in items(document["command"]?["subcommands"]) {
      guard let name = text(command["commandName"]), name != "help" else { continue }
      #expect(Self.manual.contains("\n.It Cm \(name)\n"), "\(name)")
    }
  }

  /// A page whose one section is made from a table of the program, the rest by hand.
  private func expect(_ page: String, section: String, toBe list: String) {
    let path = "../man/\(page)"
    let text = Fixture.text(at: "\(Golden.root)/\(path)") ?? ""
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = parts.prefix { $0 != ".Sh \(section)" }.map { "\($0)\n" }.joined()
    let tail = parts.drop { $0 != ".Sh SEE ALSO" }.joined(separator: "\n")
    Golden.expect(head + ".Sh \(section)\n" + list + tail, at: path)
  }

  @Test func `the manual of answers lists the questions of the catalogue`() {
    expect(
      "nixwiz-answers.5", section: "QUESTIONS", toBe: QuestionCatalog.standard.manual)
  }

  @Test func `the manual of findings lists the codes of the catalogue`() {
    expect("nixwiz-findings.7", section: "CODES", toBe: FindingCatalog.manual)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `shells can complete`(_ shell: String) {
    let script = Program.run("--generate-completion-script", shell)
    #expect(script.status == 0)
    for word in ["probe", "generate", "check", "eval", "fmt", "answers", "pci-dump"] {
      #expect(script.output.contains(word), "\(word)")
    }
  }
}
