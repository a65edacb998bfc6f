/// An account of a person, as answered.
package struct User: Sendable, Hashable {
  package var name: String
  package var description = ""
  package var hashedPassword = ""
  package var hashedPasswordFile = ""
  package var sshKeys: [String] = []
  package var groups: [String] = []
  package var sudo = true
  package var shell = "bash"

  package init(name: String) { self.name = name }

  package var hasPassword: Bool { !hashedPassword.isEmpty || !hashedPasswordFile.isEmpty }

  /// The users of the answers, in their order.
  package static func all(in answers: Answers) -> [User] {
    answers[.users].compactMap { User(answer: $0) }
  }

  private init?(answer: AnswerValue) {
    guard case .record(let record) = answer, let name = record.value(String.self, "name") else {
      return nil
    }
    self.init(name: name)
    description = record.value(String.self, "description") ?? description
    hashedPassword = record.value(String.self, "hashedPassword") ?? hashedPassword
    hashedPasswordFile = record.value(String.self, "hashedPasswordFile") ?? hashedPasswordFile
    sshKeys = record.value([String].self, "sshKeys") ?? sshKeys
    groups = record.value([String].self, "groups") ?? groups
    sudo = record.value(Bool.self, "sudo") ?? sudo
    shell = record.value(String.self, "shell") ?? shell
  }

  /// The fields of an entry of `users`.
  static let fields: [AnswerType.Field] = [
    .init("name", .text(.userName), "The name to log in with.", default: nil),
    .init("description", .text(.fullName), "The full name.", default: .text("")),
    .init(
      "hashedPassword", .text(.passwordHash.orEmpty),
      "The hash of the password, from `mkpasswd -m yescrypt`. It will be readable by every account.",
      default: .text("")),
    .init(
      "hashedPasswordFile", .text(.secretPath.orEmpty),
      "A file on the machine that holds the hash; better, as it stays out of the Nix store.",
      default: .text("")),
    .init(
      "sshKeys", .list(of: .text(.sshKey), noun: "public ssh keys"), "Keys that may log in.",
      default: .list([])),
    .init(
      "groups", .list(of: .text(.groupName), noun: "groups"),
      "Groups beside those that the desktop and network need.", default: .list([])),
    .init("sudo", .boolean, "Whether the user is an administrator.", default: .boolean(true)),
    .init(
      "shell",
      .choice([.init("bash", "the default"), .init("zsh", "zsh"), .init("fish", "fish")]),
      "The login shell.", default: .text("bash")),
  ]
}

extension TextRule {
  /// The same rule, but an empty text is well.
  var orEmpty: TextRule {
    TextRule(
      noun, pattern: pattern.map { "^$|\($0)" }, maximumLength: maximumLength, entry: entry,
      list: list
    ) { $0.isEmpty ? nil : problem($0) }
  }
}

extension [String: AnswerValue] {
  /// A field as its Swift type.
  func value<Field: AnswerConvertible>(_ type: Field.Type, _ name: String) -> Field? {
    self[name].flatMap { Field(answer: $0) }
  }
}
