// Checks trees one after the other, each by itself and in a session that keeps what no tree has a
// part in, and tells the CPU time of both. With a nixpkgs the systems are evaluated in full.
//
//     swift run -c release --package-path Benchmarks CheckBenchmark [--nixpkgs DIR] ROUNDS TREE TREE…

import FlakeCheck
import Glibc
import HostModel
import SourceText

func cpuMilliseconds(_ body: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
  let start = now()
  body()
  return now() - start
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

var arguments = Array(CommandLine.arguments.dropFirst())
var options = FlakeChecker.Options()
if arguments.first == "--nixpkgs", arguments.count > 1 {
  options.nixpkgs = arguments[1]
  arguments.removeFirst(2)
}
guard arguments.count > 2, let rounds = Int(arguments[0]), rounds > 0 else {
  print("usage: CheckBenchmark [--nixpkgs DIR] ROUNDS TREE TREE…")
  exit(2)
}
let trees = arguments.dropFirst().map { TreeLoader.load($0).0 }

let session = FlakeChecker.Session()
var first: [Double] = []
for tree in trees {
  var made: CheckReport?
  first.append(cpuMilliseconds { made = session.check(tree, options: options) })
  guard let report = made else { exit(1) }
  guard report.accepted else {
    for finding in report.findings { print(finding.code, finding.message) }
    exit(1)
  }
}
var fresh: [Double] = []
var warm: [Double] = []
for round in 0..<rounds {
  let tree = trees[round % trees.count]
  var reports: [CheckReport] = []
  fresh.append(
    cpuMilliseconds { reports.append(FlakeChecker().check(tree, options: options)) })
  warm.append(cpuMilliseconds { reports.append(session.check(tree, options: options)) })
  guard reports[0].findings == reports[1].findings, reports[0].hosts == reports[1].hosts else {
    print("the reports differ:", reports)
    exit(1)
  }
}
print("the first checks of the session:", first.map { "\($0) ms" }.joined(separator: ", "))
let ratios = zip(warm, fresh).map { $0 / $1 }
print(
  "fresh \(median(fresh)) ms, after another tree \(median(warm)) ms, "
    + "median of the ratios \(median(ratios)), least \(ratios.min() ?? 0)")
