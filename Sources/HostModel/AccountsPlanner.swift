extension Planner {
  mutating func accountsPlan(
    llama: LlamaPlan?, layout: LayoutPlan?, services: ServicesPlan
  ) -> AccountsPlan {
    let users = User.all(in: answers)
    if users.isEmpty {
      remark(
        "no-user", "there is no user, and root has no password: no one can log in",
        fix: "answer `users`, or set a password for root after the installation")
    }
    for user in users {
      if !user.hashedPassword.isEmpty, !user.hashedPasswordFile.isEmpty {
        fail(
          "password-twice", [AnswerKey.users.id],
          "\(user.name) has both a hashedPassword and a hashedPasswordFile",
          fix: "keep hashedPasswordFile")
      } else if !user.hashedPassword.isEmpty {
        remark(
          "password-hash-readable",
          "the password hash of \(user.name) will be readable by every account in the Nix store",
          fix: "put it into a file on the machine and name that in hashedPasswordFile")
      } else if !user.hasPassword, user.sshKeys.isEmpty {
        remark(
          "no-credentials", "\(user.name) has neither a password nor an ssh key",
          fix: "answer hashedPasswordFile or sshKeys, or run passwd on the machine")
      }
    }
    let administrators = users.filter(\.sudo)
    if answers[.sudoPassword], !administrators.isEmpty,
      administrators.allSatisfy({ !$0.hasPassword && !$0.sshKeys.isEmpty })
    {
      fail(
        "sudo-impossible", [AnswerKey.sudoPassword.id],
        "sudo asks for a password, but no administrator has one",
        fix: "give one a hashedPasswordFile, or set security.sudoPassword = false")
    }
    let mutable = answers[.mutableUsers]
    checkLogins(users, mutable: mutable)
    let managed = answers[.networkManager] == NetworkPlan.Manager.networkmanager.rawValue
    return AccountsPlan(
      accounts: users.map { user in
        var groups = Set(user.groups)
        if user.sudo { groups.insert("wheel") }
        if user.sudo, managed { groups.insert("networkmanager") }
        if user.sudo, services.virtualMachines { groups.insert("libvirtd") }
        if llama?.acceleration.value == .rocm { groups.formUnion(["render", "video"]) }
        return AccountsPlan.Account(user: user, groups: groups.sorted())
      },
      sudoPassword: decision(.sudoPassword, answers[.sudoPassword]),
      shells: ["fish", "zsh"].filter { shell in users.contains { $0.shell == shell } },
      mutable: decision(.mutableUsers, mutable),
      rootPasswordFile: answers[.rootPasswordFile].isEmpty ? nil : answers[.rootPasswordFile],
      rootKeys: answers[.rootKeys])
  }

  /// Without accounts that can be changed, what is not in the configuration is not there.
  private mutating func checkLogins(_ users: [User], mutable: Bool) {
    guard !mutable, answers[.rootPasswordFile].isEmpty, answers[.rootKeys].isEmpty else { return }
    if !users.contains(where: { $0.sudo && ($0.hasPassword || !$0.sshKeys.isEmpty) }) {
      fail(
        "locked-out", [AnswerKey.mutableUsers.id, AnswerKey.users.id],
        "no administrator has a password or an ssh key, and none can be set on the machine",
        fix: "give a user a hashedPasswordFile or an ssh key")
    }
  }
}
