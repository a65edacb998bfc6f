import NixEval
import NixFlakes
import TestSupport
import Testing

/// `builtins.getFlake` on flakes of this machine.
@Suite struct GetFlakeTests {
  private func evaluate(_ expression: String, isPure: Bool = false) throws -> String {
    var settings = EvaluationSettings()
    settings.isPure = isPure
    let evaluator = Evaluator(settings: settings, extraBuiltins: GetFlake.builtins)
    return String(
      decoding: try evaluator.print(try evaluator.evaluate(expression), strictly: true),
      as: UTF8.self)
  }

  private static let flake = """
    {
      inputs.part.url = "path:./part";
      inputs.files = { url = "path:./files"; flake = false; };
      inputs.other.url = "github:owner/repository";
      inputs.same.follows = "part";
      outputs = { self, part, files, other, same }: {
        sum = part.number + same.number;
        text = builtins.readFile (files + "/text");
        place = self.outPath == self.sourceInfo.outPath && self._type == "flake";
        inherit (other) missing;
      };
    }
    """

  private func withFlake(_ body: (String) throws -> Void) rethrows {
    try Fixture.withTemporaryFolder { folder in
      Fixture.write(Array(Self.flake.utf8), to: "\(folder)/flake.nix")
      Fixture.write(
        Array("{ outputs = { self }: { number = 21; }; }".utf8), to: "\(folder)/part/flake.nix")
      Fixture.write(Array("content".utf8), to: "\(folder)/files/text")
      try body(folder)
    }
  }

  @Test func inputsComeFromTheTree() throws {
    try withFlake { (folder: String) throws -> Void in
      let flake = "(builtins.getFlake \"path:\(folder)\")"
      #expect(try evaluate("\(flake).sum") == "42")
      #expect(try evaluate("\(flake).text") == "\"content\"")
      #expect(try evaluate("\(flake).place") == "true")
      #expect(
        try evaluate("builtins.substring 0 11 \(flake).outPath") == "\"/nix/store/\"")
    }
  }

  @Test func aLockFileDecides() throws {
    try withFlake { (folder: String) throws -> Void in
      let lock = """
        { "nodes": {
            "root": { "inputs": { "part": "part", "files": "files", "other": "part",
              "same": [ "part" ] } },
            "part": { "locked": { "type": "path", "path": "./part" }, "parent": [ ] },
            "files": { "flake": false, "locked": { "type": "path", "path": "./files" },
              "parent": [ ] } },
          "root": "root", "version": 7 }
        """
      Fixture.write(Array(lock.utf8), to: "\(folder)/flake.lock")
      let flake = "(builtins.getFlake \"path:\(folder)\")"
      #expect(try evaluate("\(flake).sum") == "42")
      #expect(try evaluate("\(flake).text") == "\"content\"")
    }
  }

  @Test func whatIsNotThereIsNamed() {
    withFlake { folder in
      let failure = #expect(throws: EvaluationFailure.self) {
        try evaluate("(builtins.getFlake \"path:\(folder)\").missing")
      }
      #expect(failure?.kind == .unavailableSource)
      #expect(failure?.message.contains("'github:owner/repository'") == true)
    }
  }

  @Test func pureEvaluationWantsALock() {
    let failure = #expect(throws: EvaluationFailure.self) {
      try evaluate("builtins.getFlake \"github:owner/repository\"", isPure: true)
    }
    #expect(failure?.message.hasPrefix("cannot call 'getFlake' on unlocked flake") == true)
  }
}
