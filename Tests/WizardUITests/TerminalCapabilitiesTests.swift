import Testing

@testable import WizardUI

@Suite struct TerminalCapabilitiesTests {
  @Test func `what is not a terminal is a stream of lines`() {
    let found = TerminalCapabilities.detect(
      descriptor: -1, term: "xterm-256color")
    #expect(found == .lines)
  }
}
