import HostModel
import Testing

/// Password hashes and ssh keys: what is taken, and what is refused with which code.
@Suite struct CredentialTests {
  static let yescrypt =
    "$y$j9T$abcdefghijklmnopqrstu/$gkz6kakY30Fwdwjz.IrPru.wLn2oHp8pTz8vv7S1vx2"
  static let sha512 =
    "$6$nixwizfixture$p1o1j8dI473ywkRo8bnKe95kgDrV/kL/jxIC4xF7UXBqNmWZlcZUYP5zjSOysBLFcE5Qiqw5tU9CX"
    + "m7R2A9D40"
  static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd"

  @Test(arguments: [
    yescrypt, sha512, sha512.replacing("$6$", with: "$6$rounds=100000$"),
    "$2b$12$" + String(repeating: "a", count: 53),
  ])
  func goodHashes(hash: String) {
    #expect(TextRule.passwordHash.check(hash) == nil)
  }

  @Test(arguments: [
    ("secret", "clear-password"), ("", "clear-password"), ("$6$onlysalt", "clear-password"),
    (String(yescrypt.dropLast()), "answer-value"), (sha512 + "x", "answer-value"),
    ("$1$abcdefgh$" + String(repeating: "a", count: 22), "answer-value"),
    ("$9$abcdefgh$" + String(repeating: "a", count: 22), "answer-value"),
    (yescrypt + ":", "answer-value"), ("pa$$word$with$dollars", "clear-password"),
  ])
  func badHashes(hash: String, code: String) {
    #expect(TextRule.passwordHash.check(hash)?.code == code)
  }

  @Test(arguments: [
    key, key + " ada@example.org", "restrict,from=\"10.0.0.0/8\" " + key + " x",
  ])
  func goodKeys(key: String) {
    #expect(TextRule.sshKey.check(key) == nil)
  }

  @Test(arguments: [
    ("-----BEGIN OPENSSH PRIVATE KEY-----", "private-key"), ("ssh-ed25519", "answer-value"),
    (String(key.dropLast(4)), "answer-value"),
    (key.replacing("ssh-ed25519", with: "ssh-rsa"), "answer-value"),
    ("ssh-dss AAAA", "answer-value"), (key + "\n" + key, "answer-value"),
    ("ssh-ed25519 !!!!", "answer-value"),
  ])
  func badKeys(key: String, code: String) {
    #expect(TextRule.sshKey.check(key)?.code == code)
  }
}

/// Arguments of ExecStart.
@Suite struct SystemdArgumentTests {
  @Test(arguments: [
    ("plain-1.2/x", "plain-1.2/x"), ("a b", "\"a b\""), ("50%", "50%%"), ("$HOME", "$$HOME"),
    ("a\"b", "\"a\\\"b\""), ("a\\b", "\"a\\\\b\""), ("", "\"\""), ("a\nb", "\"a\\nb\""),
    ("''", "\"''\""), ("\u{7}", "\"\\x07\""), ("ü", "ü"), ("{\"a\": 1}", "\"{\\\"a\\\": 1}\""),
  ])
  func quoting(text: String, argument: String) {
    #expect(SystemdArgument.quoted(text) == argument)
  }
}
