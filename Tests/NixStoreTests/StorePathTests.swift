import NixStore
import Testing

@Suite struct StorePathTests {
  static let digits = "596n7rrq8x8y4pyxvmnqn3ici7d494wi"

  @Test func partsOfAPath() throws {
    let path = try StorePath(Array("/nix/store/\(Self.digits)-hello-2.12.drv".utf8))
    #expect(path.hashPart.elementsEqual(Self.digits.utf8))
    #expect(path.name.elementsEqual("hello-2.12.drv".utf8))
    #expect(path.isDerivation)
    let inside = Array("/nix/store/\(Self.digits)-source/lib/a.nix".utf8)
    let split = try #require(try StorePath.split(inside))
    #expect(split.0.baseName.elementsEqual("\(Self.digits)-source".utf8))
    #expect(split.1.elementsEqual("/lib/a.nix".utf8))
    #expect(try StorePath.split(Array("/nix/storex/a".utf8)) == nil)
  }

  /// Nix's own words.
  @Test(arguments: [
    ("/tmp/x", "path '/tmp/x' is not in the Nix store"),
    ("/nix/store/x", "'x' is too short to be a valid store path"),
    (
      "/nix/store/\(digits)x-y",
      "'\(digits)x-y' can't name a store path because the hash part is not followed by a '-'"
    ),
    (
      "/nix/store/e96n7rrq8x8y4pyxvmnqn3ici7d494wi-y",
      "store path 'e96n7rrq8x8y4pyxvmnqn3ici7d494wi-y' contains illegal base-32 character 'e'"
    ),
    (
      "/nix/store/\(digits)-",
      "path '\(digits)-' is not a valid store path: name must not be empty"
    ),
    (
      "/nix/store/\(digits)-a b",
      "path '\(digits)-a b' is not a valid store path: name 'a b' contains illegal character ' '"
    ),
  ]) func malformedPathsAreErrors(path: String, message: String) {
    let error = #expect(throws: StoreError.self) { try StorePath(Array(path.utf8)) }
    #expect(error?.message == message)
  }

  @Test(arguments: [
    (".", "name '.' is not valid"), ("..", "name '..' is not valid"),
    (
      ".-x", "name '.-x' is not valid: first dash-separated component must not be '.'"
    ),
    (
      "..-x", "name '..-x' is not valid: first dash-separated component must not be '..'"
    ),
    ("a/b", "name 'a/b' contains illegal character '/'"),
    (
      String(repeating: "a", count: 212),
      "name '\(String(repeating: "a", count: 212))' must be no longer than 211 characters"
    ),
  ]) func namesAreChecked(name: String, problem: String) {
    #expect(StorePath.problem(ofName: Array(name.utf8)) == problem)
  }

  @Test(arguments: [".gitignore", "...", "a+b-c.d_e?f=g", String(repeating: "a", count: 211)])
  func oddNamesAreValid(name: String) {
    #expect(StorePath.problem(ofName: Array(name.utf8)) == nil)
  }

  @Test func textsHaveReferencesInTheirPath() throws {
    // builtins.toFile of "hello" and of a text that refers to it, in that order, by Nix.
    let hello = try StorePath.text(name: Array("hello".utf8), content: Array("world".utf8))
    #expect(hello.bytes == Array("/nix/store/a8pm5wln4zaphc7x9iaqrgm9fravifib-hello".utf8))
    let user = try StorePath.text(
      name: Array("user".utf8), content: hello.bytes, references: [hello])
    #expect(user.bytes == Array("/nix/store/svmi9iljzx5q2y5d77zm1mpkcss8g8l5-user".utf8))
  }

  @Test func placeholdersAreThoseOfNix() {
    #expect(
      Placeholder.own(output: Array("out".utf8))
        == Array("/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9".utf8))
  }

  @Test func bytesAreOrderedAsUnsigned() {
    #expect([0x7f].precedes([0x80]))
    #expect([1, 2].precedes([1, 2, 0]))
    #expect(![1, 2].precedes([1, 2]))
    #expect([UInt8]().precedes([0]))
  }
}
