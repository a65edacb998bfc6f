import Testing

@testable import NixEval

/// The room for arenas. Nothing is touched here, so that no memory is taken; other tests take some
/// megabytes of the same room meanwhile.
@Suite(.serialized) struct LowMemoryTests {
  private let piece = 256 << 20

  @Test func piecesAreBelowFourGibibytesAndApart() throws {
    let places = try (0..<8).map { _ in
      try #require(LowMemory.map(piece, isPopulated: false))
    }
    defer { for place in places { LowMemory.unmap(place, piece) } }
    for (left, right) in zip(places.sorted(), places.sorted().dropFirst()) {
      #expect(right - left >= UInt(piece))
    }
    #expect(places.allSatisfy { $0 + UInt(piece) <= 1 << 32 && $0 % 4096 == 0 })
  }

  @Test func whatIsGivenBackIsTakenAgain() throws {
    for _ in 0..<100 {
      let place = try #require(LowMemory.map(piece, isPopulated: false))
      LowMemory.unmap(place, piece)
    }
  }

  @Test func moreThanThereIsHasNoPlace() {
    #expect(LowMemory.map(1 << 33, isPopulated: false) == nil)
  }
}
