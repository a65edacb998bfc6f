import HostModel
import SourceText
import Testing

@testable import WizardUI

/// Random keys and sizes: whatever comes, the wizard stands.
@Suite struct WizardFuzzTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `random keys break nothing`(_ seed: UInt64) {
    var random = Generator(state: seed)
    var wizard = WizardFixture()
    var written = 0
    for count in 0..<5_000 {
      let event = Self.event(&random)
      wizard.handle(event)
      if wizard.ending != nil {
        written += 1
        wizard = WizardFixture()
      }
      let state = wizard.state
      #expect(state.steps.indices.contains(state.step))
      if count % 5 == 0 {
        let canvas = wizard.canvas
        #expect(canvas.cells.count == max(0, state.width) * max(0, state.height))
        for cell in canvas.cells {
          for scalar in cell.text.unicodeScalars where scalar.value < 0x20 {
            Issue.record("control")
          }
        }
      }
      for id in state.document.ids {
        guard let given = state.document[id], let question = WizardFixture.catalog[id] else {
          Issue.record("an answer to no question: \(id)")
          continue
        }
        let (checked, _) = question.type.checked(
          given.value, name: id, typed: given.location.file)
        #expect(checked != nil, "seed \(seed), event \(count): \(id) is \(given.value)")
      }
    }
    #expect(written > 0)
  }

  /// From everywhere the review is near, and so is the way out.
  @Test func `Esc a few times and r lead to the review`() {
    var random = Generator(state: 7)
    for _ in 0..<300 {
      var wizard = WizardFixture()
      for _ in 0..<20 {
        wizard.handle(Self.event(&random))
        if wizard.ending != nil { wizard = WizardFixture() }
      }
      wizard.handle(.resize(width: 80, height: 24))
      for _ in 0..<12 where wizard.state.scope != .steps && wizard.state.scope != .form {
        let dialog = wizard.state.dialog
        wizard.press(dialog == nil || dialog?.input != nil ? "Esc" : "t")
        if wizard.ending != nil { break }
      }
      if wizard.ending != nil { continue }
      wizard.press("r")
      #expect(wizard.state.currentStep.kind == .review, "\(wizard.canvas.picture)")
    }
  }

  private static func event(_ random: inout Generator) -> Event {
    let letters = Array("abcdefghijklmnoprstuvwxyzMUVG0123456789/?+-=[] .é日")
    let keys: [Key] = [
      .enter, .enter, .tab, .backTab, .backspace, .delete, .escape, .escape, .up, .down, .down,
      .left, .right, .home, .end, .pageUp, .pageDown, .function(1), .function(9), .control("u"),
      .control("t"), .control("w"), .paste("a\nb"), .paste("\u{1b}[2J"), .alt("r"), .wheelDown,
    ]
    switch random.next() % 10 {
    case 0..<4: return .key(keys[Int(random.next() % UInt64(keys.count))])
    case 4..<8: return .key(.character(letters[Int(random.next() % UInt64(letters.count))]))
    case 8:
      return random.next() % 8 == 0
        ? .resize(width: Int(random.next() % 150), height: Int(random.next() % 50))
        : .tick(CheckWatch.Progress(stage: .facts, files: 3, seconds: 1))
    default:
      return .key(
        .click(row: Int(random.next() % 24), column: Int(random.next() % 80)))
    }
  }

  /// SplitMix64: the same numbers on every machine.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return mixed ^ mixed >> 31
    }
  }
}
