/// How a command ends; scripts depend on the numbers.
enum ExitStatus: Int32 {
  case success = 0
  /// The configuration does not validate.
  case invalidConfiguration = 1
  /// Bad usage or bad answers.
  case usage = 2
  /// The machine could not be read.
  case unreadableMachine = 3
  /// The result could not be written.
  case unwritable = 4
  /// Something changed, or would change with `--dry-run`.
  case changed = 5
  /// An edit of the user's and a change of ours exclude each other; the user decides.
  case conflict = 6
}
