/// Peeksort (Munro and Wild, "Nearly-Optimal Mergesorts", 2018), as Nix sorts: a stable merge sort that
/// looks from the middle for runs that are in order already.
///
/// Which two elements are compared, and in which order, shows where a comparison fails or prints, and
/// where a comparator contradicts itself. So all of it is as in Nix: insertion up to 16 elements,
/// descending runs only where they are strict, and the places where parts are cut.
struct PeekSort {
  private(set) var elements: [Value]
  /// Room for one half while two are merged.
  private var buffer: [Value]
  private let isLess: (Value, Value) throws -> Bool

  /// Parts up to this size are sorted by insertion.
  private static let insertionSize = 16

  init(_ elements: [Value], _ isLess: @escaping (Value, Value) throws -> Bool) {
    self.elements = elements
    buffer = elements
    self.isLess = isLess
  }

  mutating func run() throws {
    if elements.count == 2 {
      if try isLess(elements[1], elements[0]) { elements.swapAt(0, 1) }
      return
    }
    try sort(0..<elements.count, leftRunEnd: 0, rightRunStart: elements.count)
  }

  /// Sorts a part that begins with a sorted run up to `leftRunEnd` and ends with one from
  /// `rightRunStart` on.
  private mutating func sort(_ part: Range<Int>, leftRunEnd: Int, rightRunStart: Int) throws {
    let start = part.lowerBound
    let end = part.upperBound
    if leftRunEnd == end || rightRunStart == start { return }
    if part.count <= Self.insertionSize { return try insert(part) }
    let middle = start + part.count / 2
    if middle <= leftRunEnd {
      try sort(leftRunEnd..<end, leftRunEnd: leftRunEnd + 1, rightRunStart: rightRunStart)
      return try merge(start, leftRunEnd, end)
    }
    if middle >= rightRunStart {
      try sort(start..<rightRunStart, leftRunEnd: leftRunEnd, rightRunStart: rightRunStart - 1)
      return try merge(start, rightRunStart, end)
    }
    // The run around the middle.
    let descends = try isLess(elements[middle], elements[middle - 1])
    let runStart = try extendLeft(from: middle, to: leftRunEnd, descending: descends)
    let runEnd = try extendRight(from: middle - 1, to: rightRunStart, descending: descends)
    if descends { elements[runStart..<runEnd].reverse() }
    if runStart == start, runEnd == end { return }
    if middle - runStart < runEnd - middle {
      try sort(start..<runStart, leftRunEnd: leftRunEnd, rightRunStart: runStart - 1)
      try sort(runStart..<end, leftRunEnd: runEnd, rightRunStart: rightRunStart)
      try merge(start, runStart, end)
    } else {
      try sort(start..<runEnd, leftRunEnd: leftRunEnd, rightRunStart: runStart)
      try sort(runEnd..<end, leftRunEnd: runEnd + 1, rightRunStart: rightRunStart)
      try merge(start, runEnd, end)
    }
  }

  /// Where the run that ends before `end` begins.
  private func extendLeft(from end: Int, to start: Int, descending: Bool) throws -> Int {
    if start == end { return end }
    var index = end
    while index - 1 > start,
      try isLess(elements[index - 1], elements[index - 2]) == descending
    {
      index -= 1
    }
    return index - 1
  }

  /// Where the run that begins at `start` ends.
  private func extendRight(from start: Int, to end: Int, descending: Bool) throws -> Int {
    if start == end { return start }
    var index = start
    while index + 1 != end, try isLess(elements[index + 1], elements[index]) == descending {
      index += 1
    }
    return index + 1
  }

  private mutating func insert(_ part: Range<Int>) throws {
    for current in part.dropFirst() {
      var index = current
      while index > part.lowerBound, try isLess(elements[index], elements[index - 1]) {
        elements.swapAt(index, index - 1)
        index -= 1
      }
    }
  }

  /// Merges two sorted parts that follow each other; of equal elements the left one comes first.
  private mutating func merge(_ start: Int, _ middle: Int, _ end: Int) throws {
    for index in start..<end { buffer[index] = elements[index] }
    var left = start
    var right = middle
    var out = start
    while left < middle, right < end {
      if try isLess(buffer[right], buffer[left]) {
        elements[out] = buffer[right]
        right += 1
      } else {
        elements[out] = buffer[left]
        left += 1
      }
      out += 1
    }
    while left < middle {
      elements[out] = buffer[left]
      left += 1
      out += 1
    }
    // What is left on the right side stands where it belongs.
  }
}
