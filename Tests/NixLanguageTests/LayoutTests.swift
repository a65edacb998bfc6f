import Testing

@testable import NixLanguage

/// The layout engine alone: groups, spacings and nesting without any Nix.
@Suite struct LayoutTests {
  static func render(
    width: Int = 20, _ body: (inout LayoutBuilder) -> Void
  ) -> String {
    var builder = LayoutBuilder()
    body(&builder)
    let text = LayoutRenderer(builder.finish(), lineWidth: width).render()
    return String(decoding: text, as: UTF8.self)
  }

  @Test func spacingsMergeToTheStrongerOne() {
    #expect(Spacing.break.merged(with: .softspace) == .space)
    #expect(Spacing.hardspace.merged(with: .break) == .space)
    #expect(Spacing.hardspace.merged(with: .softbreak) == .softspace)
    #expect(Spacing.hardline.merged(with: .space) == .hardline)
    #expect(Spacing.newlines(1).merged(with: .newlines(2)) == .newlines(3))
    #expect(Spacing.emptyline.merged(with: .newlines(1)) == .newlines(3))
    #expect(Spacing.hardspace.merged(with: .newlines(1)) == .newlines(1))
    #expect(Spacing.break.merged(with: .newlines(1)) == .newlines(2))
  }

  /// `name(` items `)` with the items nested, as one group.
  static func call(_ items: [String], _ builder: inout LayoutBuilder, _ kind: GroupKind = .regular)
  {
    builder.openList()
    builder.text("f(".utf8)
    builder.spacing(.break)
    builder.nesting += 1
    for (index, item) in items.enumerated() {
      if index > 0 { builder.spacing(.space) }
      builder.text(item.utf8)
    }
    builder.nesting -= 1
    builder.spacing(.break)
    builder.text(")".utf8)
    builder.closeGroup(kind)
  }

  @Test func groupsFitOrExpand() {
    #expect(Self.render { Self.call(["one", "two"], &$0) } == "f(one two)")
    #expect(Self.render(width: 10) { Self.call(["one", "two"], &$0) } == "f(one two)")
    #expect(Self.render(width: 9) { Self.call(["one", "two"], &$0) } == "f(\n  one\n  two\n)")
  }

  @Test func indentationDoesNotCount() {
    let text = Self.render(width: 10) {
      $0.nesting += 3
      $0.spacing(.hardline)
      $0.text("x")
      $0.spacing(.hardline)
      Self.call(["one", "two"], &$0)
    }
    #expect(text == "  x\n  f(one two)")
  }

  /// What follows up to the next break must fit on the line too.
  @Test func groupsLeaveRoomForWhatFollows() {
    let text = Self.render(width: 11) {
      Self.call(["one", "two"], &$0)
      $0.text(" ;".utf8)
    }
    #expect(text == "f(\n  one\n  two\n) ;")
  }

  @Test func nestingThatBeginsOnOneLineIndentsOnce() {
    let text = Self.render {
      $0.text("a ".utf8)
      $0.nesting += 1
      $0.text("b ".utf8, .comment)
      $0.nesting += 1
      $0.text("c".utf8)
      $0.spacing(.hardline)
      $0.text("d".utf8)
      $0.nesting -= 2
      $0.spacing(.hardline)
      $0.text("e".utf8)
    }
    #expect(text == "a b c\nd\ne")
  }

  @Test func priorityGroupsExpandAlone() {
    func render(_ kind: GroupKind, last: String) -> String {
      Self.render(width: 16) {
        $0.openList()
        $0.text("call")
        $0.spacing(.space)
        Self.call(["one", "two", "three"], &$0, kind)
        $0.spacing(.space)
        $0.text(last.utf8)
        $0.closeGroup(.regular)
      }
    }
    #expect(render(.priority, last: "end") == "call f(\n  one\n  two\n  three\n) end")
    #expect(render(.regular, last: "end") == "call\nf(one two three)\nend")
    // What follows must fit behind it.
    #expect(render(.priority, last: "a long end") == "call f(\n  one\n  two\n  three\n) a long end")
    #expect(
      render(.priority, last: "a much longer end") == "call\nf(one two three)\na much longer end")
  }

  @Test func transparentGroupsHandTheirPrioritiesOn() {
    let text = Self.render(width: 16) {
      $0.openList()
      $0.openList()
      $0.text("call")
      $0.spacing(.space)
      Self.call(["one", "two", "three"], &$0, .priority)
      $0.closeGroup(.transparent)
      $0.spacing(.space)
      $0.text("x")
      $0.closeGroup(.regular)
    }
    #expect(text == "call f(\n  one\n  two\n  three\n) x")
  }

  @Test func commentsMoveOutOfGroups() {
    let text = Self.render {
      $0.openList()
      $0.text("# c", .comment)
      $0.spacing(.hardline)
      $0.text("a")
      $0.spacing(.space)
      $0.text("b")
      $0.closeGroup(.regular)
    }
    #expect(text == "# c\na b")
  }

  @Test func flatListsIgnoreTheirBreaks() {
    let text = Self.render(width: 5) {
      $0.openList()
      Self.call(["one", "two"], &$0)
      $0.closeFlat()
    }
    #expect(text == "f(one two)")
  }

  @Test func lastCommaAppearsOnlyWhenExpanded() {
    func render(width: Int) -> String {
      Self.render(width: width) {
        $0.openList()
        $0.text("a,")
        $0.spacing(.space)
        $0.text("b")
        $0.text(",", .expandedOnly)
        $0.closeGroup(.regular)
      }
    }
    #expect(render(width: 4) == "a, b")
    #expect(render(width: 3) == "a,\nb,")
  }
}
