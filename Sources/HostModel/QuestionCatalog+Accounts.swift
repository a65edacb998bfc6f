extension AnswerKey where Value == [AnswerValue] {
  package static var users: Self { Self("users") }
}

extension AnswerKey where Value == Bool {
  package static var sudoPassword: Self { Self("security.sudoPassword") }
  package static var mutableUsers: Self { Self("security.mutableUsers") }
}

extension AnswerKey where Value == String {
  package static var rootPasswordFile: Self { Self("security.rootPasswordFile") }
}

extension AnswerKey where Value == [String] {
  package static var rootKeys: Self { Self("security.rootKeys") }
}

extension QuestionCatalog {
  static let accounts: [Question] = [
    Question(
      AnswerKey.users.id, .records(of: User.fields, key: "name", noun: "users"), label: "Users",
      help: """
        The accounts of people. Passwords are given as hashes of `mkpasswd -m yescrypt`, or as the \
        path of a file with such a hash, or not at all when there are ssh keys.
        """,
      fixed: .list([])),
    Question(
      AnswerKey.sudoPassword.id, .boolean, label: "sudo asks a password",
      help: "No is comfortable and means: whoever has an administrator's session has the machine.",
      default: "yes, unless no administrator has a password"
    ) { context in
      let administrators = User.all(in: context.answers).filter(\.sudo)
      let unable = !administrators.isEmpty && administrators.allSatisfy { !$0.hasPassword }
      return unable
        ? .rule(.boolean(false), "no administrator has a password to type")
        : .rule(.boolean(true), "safe")
    },
    Question(
      AnswerKey.mutableUsers.id, .boolean, label: "Accounts may be changed",
      help: "Whether passwd and useradd on the machine have a lasting effect.",
      default: "yes, unless / is empty at each start"
    ) { context in
      context[.disksSource] == "disko" && context[.disksLayout] == "tmpfs"
        ? .rule(.boolean(false), "/ is empty at each start, and with it the list of accounts")
        : .rule(.boolean(true), "safe")
    },
    Question(
      AnswerKey.rootPasswordFile.id, .text(.secretPath.orEmpty), label: "Password of root",
      help: """
        A file on the machine with the hash of root's password; empty for a locked account, which \
        is safe: sudo still works.
        """,
      fixed: .text("")),
    Question(
      AnswerKey.rootKeys.id, .list(of: .text(.sshKey), noun: "public ssh keys"),
      label: "Keys of root",
      help: "Keys that may log in as root by ssh, as tools for deployment do.", fixed: .list([])),
  ]
}
