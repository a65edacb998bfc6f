import Glibc
import SourceText
import TestSupport
import Testing

/// Conversations on lines with the built program, on a terminal: each `Tests/Conversations/*.talk`
/// says what is typed at which prompt, and the `.shown` file of the same name what the terminal shows.
///
///     start MACHINE OPTION...   starts the program, in the folder of the starts before
///     host.name? | carbon       waits for a prompt, and types a line; ^C and ^D are the keys
///     status 1                  the program has ended, with this status
///
/// Where the last status is 0, the tree is the one that `generate` makes of the answers.
@Suite(.serialized) struct ConversationTests {
  static let scripts = Fixture.names(in: "\(Golden.root)/Conversations")
    .filter { $0.hasSuffix(".talk") }.map { String($0.dropLast(5)) }

  @Test func `there are conversations`() { #expect(Self.scripts.count >= 6) }

  @Test(arguments: scripts)
  func `lines lead to a tree`(_ name: String) throws {
    let script = try #require(Fixture.text(at: "\(Golden.root)/Conversations/\(name).talk"))
    try Fixture.withTemporaryFolder { folder in
      var terminal: PseudoTerminal?
      var machine = ""
      var shown = ""
      /// What had been shown when the last line was typed.
      var count = 0
      for line in script.split(separator: "\n") where !line.hasPrefix("#") {
        let words = line.split(separator: " ").map(String.init)
        switch words[0] {
        case "start":
          machine = WizardProgram.machine(words[1])
          terminal = try WizardProgram.start(
            in: folder, Array(words.dropFirst(2)), machine: machine, environment: ["TERM": "dumb"])
          count = 0
        case "status":
          let status = try #require(terminal).end()
          #expect(status == Int32(words[1]), "\(terminal?.screen.text ?? "")")
          shown += Self.text(of: terminal?.output ?? [], folder)
          terminal = nil
          if status == 0 { compare(folder, machine) }
        default:
          try say(String(line), after: &count, on: #require(terminal))
        }
      }
      #expect(terminal == nil, "the script has no status in the end")
      Golden.expect(shown, at: "Conversations/\(name).shown")
      #expect(!shown.contains("\u{1b}"), "lines need no control of the terminal")
    }
  }

  /// Waits for the prompt of a line of the script, which may be that of the line before once more, and
  /// types its reply.
  private func say(_ line: String, after count: inout Int, on terminal: PseudoTerminal) throws {
    let split = try #require(line.indices.first { line[$0...].hasPrefix("|") }, "\(line)")
    let prompt = line[..<split].trimmed
    let reply = line[line.index(after: split)...].trimmed
    let isThere = terminal.wait(seconds: 60) { _ in
      let new = terminal.output[count...].split(separator: 10, omittingEmptySubsequences: false)
      return new.count > 1 && String(decoding: new[new.count - 1], as: UTF8.self).trimmed == prompt
    }
    try #require(isThere, "no prompt \(prompt) in:\n\(terminal.screen.text)")
    count = terminal.output.count
    switch reply {
    case "^C": terminal.type("\u{03}")
    case "^D": terminal.type("\u{04}")
    default: terminal.type("\(reply)\n")
    }
  }

  /// What was shown, without what is another with each run.
  private static func text(of output: [UInt8], _ folder: String) -> String {
    let text = String(decoding: output.filter { $0 != 13 }, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("Check: "), let comma = line.lastIndex(of: ",") else { return line }
      return line[...comma] + " 0 ms"
    }
    // The kernel's echo of the key may come after the program has ended, and then nobody reads it.
    return lines.joined(separator: "\n").replacing("^C", with: "").replacing(folder, with: "FOLDER")
  }

  private func compare(_ folder: String, _ machine: String) {
    let again = Program.run(
      "generate", "--root", machine, "--answers", "\(folder)/out/answers.nix", "--output",
      "\(folder)/again")
    #expect(again.status == 0, "\(again.error)")
    let paths = Fixture.files(below: "\(folder)/out")
    #expect(paths.count > 8)
    #expect(paths == Fixture.files(below: "\(folder)/again"))
    for path in paths {
      #expect(
        Fixture.bytes(at: "\(folder)/out/\(path)") == Fixture.bytes(at: "\(folder)/again/\(path)"),
        "\(path)")
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmed }
}

extension String {
  /// Without blanks around it.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
