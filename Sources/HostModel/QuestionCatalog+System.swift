extension AnswerKey where Value == String {
  package static var unfree: Self { Self("nix.unfree") }
  package static var garbageCollection: Self { Self("nix.gc") }
  package static var editor: Self { Self("packages.editor") }
}

extension AnswerKey where Value == Bool {
  package static var optimise: Self { Self("nix.optimise") }
  package static var channels: Self { Self("nix.channels") }
}

extension AnswerKey where Value == Int {
  package static var jobs: Self { Self("nix.jobs") }
}

extension AnswerKey where Value == [String] {
  package static var packages: Self { Self("packages.system") }
  package static var packageSets: Self { Self("packages.sets") }
  package static var unfreePackages: Self { Self("nix.unfreePackages") }
  package static var caches: Self { Self("nix.caches") }
  package static var trustedUsers: Self { Self("nix.trusted") }
}

extension AnswerKey where Value == [AnswerValue] {
  package static var substituters: Self { Self("nix.substituters") }
}

extension QuestionCatalog {
  static let system: [Question] = [
    Question(
      AnswerKey.packages.id, .list(of: .text(.packageName), noun: "packages"), label: "Programs",
      help: "Programs for all users, by their names in nixpkgs.", fixed: .texts(["git", "vim"])),
    Question(
      AnswerKey.packageSets.id,
      .list(of: .choice(PackageSet.allCases.map(\.choice)), noun: "sets of programs"),
      label: "Sets of programs", help: "Programs that often go together.", fixed: .list([])),
    Question(
      AnswerKey.editor.id, .choice(Editor.allCases.map(\.choice)), label: "Editor",
      help: "What programs start when you are to edit a text.", fixed: .text("nano")),
    Question(
      AnswerKey.unfree.id,
      .choice([
        .init("named", "the packages that the plan needs and those of nix.unfreePackages"),
        .init("all", "every unfree package"),
        .init("none", "no unfree package: no driver of NVIDIA's, no CUDA"),
      ]),
      label: "Unfree software",
      help: "Which packages may be used that are not free software.", fixed: .text("named")),
    Question(
      AnswerKey.unfreePackages.id, .list(of: .text(.packageName), noun: "package names"),
      label: "More unfree packages",
      help: "Names of unfree packages, as `lib.getName` gives them, such as steam-unwrapped.",
      fixed: .list([])
    ) { $0[.unfree] == "named" ? nil : "nix.unfree is not \"named\"" },
    Question(
      AnswerKey.caches.id, .list(of: .choice(BinaryCache.all.map(\.choice)), noun: "caches"),
      label: "Binary caches",
      help: """
        Caches to trust beside cache.nixos.org. Whoever owns a cache can put any program on this \
        machine, so none is trusted unless it is named here.
        """,
      fixed: .list([])),
    Question(
      AnswerKey.substituters.id,
      .records(of: BinaryCache.fields, key: "url", noun: "caches"), label: "More binary caches",
      help: "Caches that are not in the list of nix.caches, with their public keys.",
      fixed: .list([])),
    Question(
      AnswerKey.garbageCollection.id,
      .choice([
        .init("weekly", "each week, what is older than 30 days"),
        .init("monthly", "each month, what is older than 60 days"),
        .init("never", "old systems stay until you delete them"),
      ]),
      label: "Delete old systems", help: "Frees the space of old generations.",
      fixed: .text("weekly")),
    Question(
      AnswerKey.optimise.id, .boolean, label: "Share equal files",
      help: "Links equal files of the Nix store each day, which often saves a quarter of it.",
      fixed: .boolean(true)),
    Question(
      AnswerKey.trustedUsers.id, .list(of: .text(.userName), noun: "users"),
      label: "Trusted users",
      help: "Users beside root whom Nix trusts. A trusted user can do what root can.",
      fixed: .list([])),
    Question(
      AnswerKey.channels.id, .boolean, label: "Channels",
      help: "Keeps nix-channel beside the flake. Most people are confused by having both.",
      fixed: .boolean(false)),
    Question(
      AnswerKey.jobs.id, .integer(0...1024), label: "Build jobs",
      help: "How many builds run at once; 0 lets Nix decide by the number of processors.",
      default: "1 below 8 GiB of memory, else 0"
    ) { context in
      guard let memory = context.hardware.memoryGiB, memory < 8 else {
        return .rule(.integer(0), "enough memory for several builds")
      }
      return .found(.integer(1), "\(memory) GiB of memory")
    },
  ]
}
