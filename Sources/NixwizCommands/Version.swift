/// The version of the program, shown by `--version` and kept in every manifest.
enum Version {
  static let text = "0.1.0"
}
