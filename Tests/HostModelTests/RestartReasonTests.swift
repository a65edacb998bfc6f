import HostModel
import Testing

/// When a switch is not enough.
@Suite struct RestartReasonTests {
  typealias Fixture = HostFixture

  /// What the plan says on a desktop with an NVIDIA card that a driver has now.
  private func reason(boundTo driver: String?, _ answers: String = "{ }") throws -> String? {
    var hardware = Fixture.desktop(Fixture.nvidia(1, "current", "Ada Lovelace", "8.9"))
    hardware.gpus[0].pci.driver = driver
    return try Fixture.plan(hardware, answers).restart
  }

  @Test func theDriverOfTheRunningSystemStaysUntilThen() throws {
    let name = "NVIDIA Ada Lovelace"
    #expect(try reason(boundTo: "nouveau") == "nouveau drives \(name) until then")
    #expect(
      try reason(boundTo: "nvidia", "{ graphics.driver = \"nouveau\"; }")
        == "NVIDIA's driver has \(name) until then")
  }

  @Test func librariesAndModuleAreOfOneVersion() throws {
    for driver in ["nvidia", nil] {
      #expect(
        try reason(boundTo: driver)
          == "libraries and kernel module of NVIDIA's driver must be of one version")
    }
  }

  @Test func otherwiseASwitchIsEnough() throws {
    #expect(try reason(boundTo: "nouveau", "{ graphics.driver = \"nouveau\"; }") == nil)
    #expect(try Fixture.plan(Fixture.desktop()).restart == nil)
  }
}
