// Parses every .nix file below the folders and files given and tells what it cost.
//
//     swift run -c release --package-path Benchmarks ParseBenchmark /path/to/nixpkgs

import Glibc
import NixLanguage
import SourceText

/// The .nix files at or below a path.
func nixFiles(at path: String) -> [String] {
  var info = stat()
  guard lstat(path, &info) == 0 else { return [] }
  guard info.st_mode & S_IFMT == S_IFDIR else {
    return info.st_mode & S_IFMT == S_IFREG && path.hasSuffix(".nix") ? [path] : []
  }
  guard let directory = opendir(path) else { return [] }
  defer { closedir(directory) }
  var files: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != "..", name != ".git" { files += nixFiles(at: "\(path)/\(name)") }
  }
  return files
}

func read(_ path: String) -> [UInt8] {
  guard let stream = fopen(path, "r") else { return [] }
  defer { fclose(stream) }
  var info = stat()
  guard fstat(fileno(stream), &info) == 0 else { return [] }
  return [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
    count = fread(buffer.baseAddress, 1, buffer.count, stream)
  }
}

func cpuSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let files = CommandLine.arguments.dropFirst().flatMap(nixFiles).map {
  SourceFile(name: $0, bytes: read($0))
}
let size = Double(files.reduce(0) { $0 + $1.bytes.count }) / 1e6
var nodes = 0
var broken: [(String, SyntaxProblem)] = []
let start = cpuSeconds()
for file in files {
  let parsed = Parser.parse(file)
  nodes += parsed.tree.nodes.count
  for problem in parsed.problems { broken.append((file.name, problem)) }
}
let parsing = cpuSeconds() - start
var tokens = 0
let lexingStart = cpuSeconds()
for file in files { tokens += TokenStream.tokens(of: file).count }
let lexing = cpuSeconds() - lexingStart
print("files \(files.count), \(size) MB, \(nodes) nodes, \(tokens) tokens")
print("parse: \(parsing) s CPU, \(size / parsing) MB/s")
print("lex:   \(lexing) s CPU, \(size / lexing) MB/s")
for (name, problem) in broken.prefix(50) {
  let place = problem.diagnostic.location?.position
  print("\(name):\(place?.line ?? 0):\(place?.column ?? 0): \(problem.diagnostic.message)")
}
print("\(broken.count) problems")
