// Compares this evaluator with Nix on random expressions: the printed value, or the message of the
// error.
//
//     swift run -c release --package-path Fuzz DifferentialFuzz [COUNT [SEED]]
//     swift run -c release --package-path Fuzz DifferentialFuzz --show SEED
//     swift run -c release --package-path Fuzz DifferentialFuzz --file FILE
//
// With a file, compares its lines, each an expression.
//
// Expression number N of a run is made from SEED + N alone, so that a difference can be made again.
// With SHOW_PLACES set, errors that differ in their place only are printed too. Ends with 1 when there
// was a difference.

import Glibc

let arguments = CommandLine.arguments.dropFirst()

if arguments.first == "--show" {
  for seed in arguments.dropFirst().compactMap({ UInt64($0) }) {
    var generator = ExpressionGenerator(seed: seed)
    let expression = generator.expression()
    print(expression)
    print(Outcome.ours(expression))
  }
} else {
  let folder = "/tmp/differential-fuzz.\(getpid())"
  guard mkdir(folder, 0o700) == 0 else { fatalError("cannot make the folder \(folder)") }
  // A store in memory that takes what the interactive mode writes.
  setenv("NIX_REMOTE", "dummy://?read-only=false", 1)
  unsetenv("NIX_PATH")
  var comparison = Comparison(
    neighbour: Neighbour(folder: folder), showsPlaces: getenv("SHOW_PLACES") != nil)
  if arguments.first == "--file", let path = arguments.dropFirst().first {
    let lines = Subprocess.read(path).split(separator: "\n").map(String.init)
    comparison.run(expressions: lines)
  } else {
    let count = arguments.first.flatMap { Int($0) } ?? 10_000
    let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? UInt64(time(nil)) << 20
    comparison.run(count: count, seed: seed)
  }
  for name in ["in", "out", "err"] { unlink("\(folder)/\(name)") }
  rmdir(folder)
  exit(comparison.differences == 0 ? 0 : 1)
}
