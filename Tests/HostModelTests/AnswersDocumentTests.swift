import HostModel
import SourceText
import Testing

/// Answers files: what is wrong in them is said with place, code and a way out, all at once.
@Suite struct AnswersDocumentTests {
  /// A faulty file, and what is said: code, line:column, and words of message or fix.
  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let code: String
    let place: String
    let words: String
    var testDescription: String { "\(code) \(text)" }

    init(_ text: String, _ code: String, _ place: String, _ words: String) {
      self.text = text
      self.code = code
      self.place = place
      self.words = words
    }
  }

  static let faults = [
    Fault("{ host.nmae = \"x\"; }", "unknown-answer", "1:8", "did you mean `host.name`?"),
    Fault("{ hots.name = \"x\"; }", "unknown-answer", "1:3", "did you mean `host`?"),
    Fault("{ timeZone = \"UTC\"; }", "unknown-answer", "1:3", "did you mean `time.timeZone`?"),
    Fault("{ \"host.name\" = \"x\"; }", "unknown-answer", "1:3", "do not quote"),
    Fault("{ host = \"x\"; }", "answer-type", "1:10", "a group of questions"),
    Fault("{ host.name = 5; }", "answer-type", "1:15", "put the value in quotes"),
    Fault("{ llama.enable = \"true\"; }", "answer-type", "1:18", "remove the quotes"),
    Fault("{ llama.port = 70000; }", "answer-range", "1:16", "from 1 to 65535"),
    Fault("{ llama.port = \"80\"; }", "answer-type", "1:16", "remove the quotes"),
    Fault("{ llama.acceleration = \"cudda\"; }", "answer-choice", "1:24", "did you mean \"cuda\"?"),
    Fault(
      "{ llama.acceleration = null; }", "answer-type", "1:24", "leave `llama.acceleration` out"),
    Fault("{ packages.system = \"git\"; }", "answer-type", "1:21", "in brackets"),
    Fault("{ packages.system = [ \"git\" \"git\" ]; }", "answer-duplicate", "1:29", "twice"),
    Fault("{ packages.system = [ \"pkgs.git\" ]; }", "answer-value", "1:23", "write \"git\""),
    Fault(
      "{ packages.system = [ \"a b\" ]; }", "answer-value", "1:23", "not the name of a package"),
    Fault("{ host.name = \"Carbon\"; }", "answer-value", "1:15", "write \"carbon\""),
    Fault("{ host.name = \"a.example.org\"; }", "answer-value", "1:15", "write \"a\""),
    Fault("{ host.name = \"-a\"; }", "answer-value", "1:15", "not a host name"),
    Fault("{ host.name = \"\"; }", "answer-value", "1:15", "must not be empty"),
    Fault("{ host.stateVersion = \"26.04\"; }", "answer-value", "1:23", "YY.05 or YY.11"),
    Fault("{ time.timeZone = \"Berlin!\"; }", "answer-value", "1:19", "Area/City"),
    Fault("{ i18n.locale = \"de_DE\"; }", "answer-value", "1:17", "write \"de_DE.UTF-8\""),
    Fault("{ disks.root = \"sda1\"; }", "answer-value", "1:16", "begin with /"),
    Fault("{ disks.hostId = \"xyz\"; }", "answer-value", "1:18", "8 hexadecimal digits"),
    Fault("{ llama.cudaCapabilities = [ \"89\" ]; }", "answer-value", "1:30", "write \"8.9\""),
    Fault("{ llama.rocmTargets = [ \"1100\" ]; }", "answer-value", "1:25", "gfx1100"),
    Fault("{ llama.cmakeFlags.GGML_CUDA = true; }", "answer-value", "1:20", "llama.acceleration"),
    Fault("{ llama.cmakeFlags.\"-DX\" = true; }", "answer-value", "1:20", "not a CMake variable"),
    Fault("{ llama.settings.port = 1; }", "answer-value", "1:18", "llama.port"),
    Fault("{ llama.settings.x = { }; }", "answer-type", "1:22", "allowed are"),
    Fault("{ users = { name = \"a\"; }; }", "answer-type", "1:11", "in brackets"),
    Fault("{ users = [ { sudo = true; } ]; }", "answer-missing", "1:13", "lacks `name`"),
    Fault("{ users = [ { name = \"a\"; nmae = 1; } ]; }", "unknown-answer", "1:27", "`name`"),
    Fault("{ users = [ { name = \"root\"; } ]; }", "answer-value", "1:22", "system account"),
    Fault(
      "{ users = [ { name = \"a\"; } { name = \"a\"; } ]; }", "answer-duplicate", "1:29",
      "two entries"),
    Fault(
      "{ users = [ { name = \"a\"; groups = [ \"wheel\" ]; } ]; }", "answer-value", "1:38",
      "sudo = true"),
    Fault(
      "{ users = [ { name = \"a\"; description = \"a:b\"; } ]; }", "answer-value", "1:41", "colon"),
    Fault(
      "{ users = [ { name = \"a\"; hashedPassword = \"hunter2\"; } ]; }", "clear-password", "1:44",
      "mkpasswd -m yescrypt"),
    Fault(
      "{ users = [ { name = \"a\"; hashedPasswordFile = \"/nix/store/x\"; } ]; }", "answer-value",
      "1:48", "everyone can read"),
    Fault("{ boot.params = [ \"a b\" ]; }", "answer-value", "1:19", "two parameters"),
    Fault("{ boot.params = [ \"a=\\\"b\" ]; }", "answer-value", "1:19", "not closed"),
    Fault("[ ]", "answer-type", "1:1", "a set of attributes"),
  ]

  @Test(arguments: faults)
  func faultsAreSaidWithPlaceAndFix(fault: Fault) throws {
    let (_, problems) = AnswersDocument.parse(SourceFile(name: "a.nix", text: fault.text))
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.code == fault.code)
    let position = try #require(problem.location?.position)
    #expect("\(position.line):\(position.column)" == fault.place)
    #expect((problem.message + " " + (problem.fix ?? "")).contains(fault.words))
  }

  @Test func allFaultsAreReportedAtOnceAndTheRestIsKept() {
    let text = """
      {
        host.name = "Bad Name";
        host.domain = "x";
        llama.port = 0;
        time.timeZone = "Europe/Berlin";
      }
      """
    let (document, problems) = AnswersDocument.parse(SourceFile(name: "a.nix", text: text))
    #expect(problems.map(\.code) == ["answer-value", "unknown-answer", "answer-range"])
    #expect(document.ids == ["time.timeZone"])
  }

  @Test func aClearPasswordIsNeverRepeated() {
    let text = "{ users = [ { name = \"a\"; hashedPassword = \"hunter2\"; } ]; }"
    let (_, problems) = AnswersDocument.parse(SourceFile(name: "a.nix", text: text))
    #expect(!problems.contains { ($0.message + ($0.fix ?? "")).contains("hunter2") })
  }

  @Test func nixJSONAndTOMLGiveTheSameAnswers() {
    let nix = """
      {
        host.name = "carbon";
        llama = { enable = true; port = 9000; settings.temp = 0.5; };
        packages.system = [ "git" "python3Packages.numpy" ];
        users = [ { name = "ada"; sudo = false; } ];
      }
      """
    let json = """
      {"host": {"name": "carbon"},
       "llama": {"enable": true, "port": 9000, "settings": {"temp": 0.5}},
       "packages": {"system": ["git", "python3Packages.numpy"]},
       "users": [{"name": "ada", "sudo": false}]}
      """
    let toml = """
      host.name = "carbon"
      packages.system = ["git", "python3Packages.numpy"]
      [llama]
      enable = true
      port = 9000
      settings.temp = 0.5
      [[users]]
      name = "ada"
      sudo = false
      """
    let read = { (name: String, text: String) -> [String: AnswerValue] in
      let (document, problems) = AnswersDocument.parse(SourceFile(name: name, text: text))
      #expect(problems == [])
      return document.ids.reduce(into: [:]) { $0[$1] = document[$1]?.value }
    }
    let first = read("a.nix", nix)
    #expect(first.count == 6)
    #expect(read("a.json", json) == first)
    #expect(read("a.toml", toml) == first)
  }

  @Test func laterFilesWin() {
    let one = AnswersDocument.parse(
      SourceFile(name: "1.nix", text: "{ host.name = \"a\"; time.timeZone = \"UTC\"; }")
    ).0
    let two = AnswersDocument.parse(SourceFile(name: "2.nix", text: "{ host.name = \"b\"; }")).0
    let both = one.overlaid(by: two)
    #expect(both["host.name"]?.value == .text("b"))
    #expect(both["host.name"]?.location.file.name == "2.nix")
    #expect(both["time.timeZone"]?.value == .text("UTC"))
  }

  @Test(arguments: [
    ("host.name=carbon", "host.name", AnswerValue.text("carbon")),
    ("llama.port=99", "llama.port", .integer(99)),
    ("llama.enable=false", "llama.enable", .boolean(false)),
    ("nix.caches=flox,nixos-cuda", "nix.caches", .texts(["flox", "nixos-cuda"])),
    ("nix.caches=[ \"flox\" ]", "nix.caches", .texts(["flox"])),
    ("network.tcpPorts=[ 80 443 ]", "network.tcpPorts", .list([.integer(80), .integer(443)])),
    ("host.description=a=b, \"c\"", "host.description", .text("a=b, \"c\"")),
    ("llama.settings={ temp = 0.5; }", "llama.settings", .record(["temp": .number(0.5)])),
  ])
  func settings(setting: String, id: String, value: AnswerValue) {
    let (document, problems) = AnswersDocument.parse(setting: setting)
    #expect(problems == [])
    #expect(document[id]?.value == value)
  }

  @Test(arguments: [
    ("host.name", "answer-setting", "1:1"), ("host.nam=x", "unknown-answer", "1:1"),
    ("llama.port=x y", "answer", "1:12"), ("llama.port=99999", "answer-range", "1:12"),
    ("host.name=A", "answer-value", "1:11"), ("llama.enable=yes", "", "1:14"),
  ])
  func faultySettings(setting: String, code: String, place: String) throws {
    let (document, problems) = AnswersDocument.parse(setting: setting)
    let problem = try #require(problems.first)
    #expect(document.ids == [])
    if code.contains("-") { #expect(problem.code == code) }
    let position = try #require(problem.location?.position)
    #expect("\(position.line):\(position.column)" == place)
    #expect(problem.location?.file.name == "--set")
  }

  @Test func hostileFilesAreRefusedQuickly() {
    let deep = String(repeating: "{a=", count: 100_000)
    for name in ["a.nix", "a.json", "a.toml"] {
      let (document, problems) = AnswersDocument.parse(SourceFile(name: name, text: deep))
      #expect(document.ids == [])
      #expect(!problems.isEmpty)
    }
  }
}
