import Testing

@testable import HardwareProbe

/// The user's name stays out of documents, and files are found all the same.
@Suite struct HomeAliasTests {
  @Test func namesAreReplacedBothWays() {
    let alias = HomeAlias(home: "/home/alice")
    let variables = "HOME=/home/alice\0X=/home/alice/a:/etc/profiles/per-user/alice/b:/home/alice2"
    let shown = "HOME=/home/user\0X=/home/user/a:/etc/profiles/per-user/user/b:/home/alice2"
    #expect(String(decoding: alias.redacted(Array(variables.utf8)), as: UTF8.self) == shown)
    #expect(alias.real("/home/user/a") == "/home/alice/a")
    #expect(alias.real("/home/user") == "/home/alice")
    #expect(alias.real("/home/user2") == "/home/user2")
    #expect(alias.real("/etc/profiles/per-user/user/b") == "/etc/profiles/per-user/alice/b")
  }

  @Test(arguments: [nil, "/root", "/", "relative", "/home/user"])
  func othersStay(home: String?) {
    let alias = HomeAlias(home: home)
    #expect(alias.real("/home/user/x") == "/home/user/x")
    #expect(alias.redacted(Array("HOME=/root".utf8)) == Array("HOME=/root".utf8))
  }
}
