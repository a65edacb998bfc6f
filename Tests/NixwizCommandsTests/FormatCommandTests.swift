import Glibc
import TestSupport
import Testing

@Suite struct FormatCommandTests {
  @Test func `standard input goes to standard output`() {
    for arguments in [["fmt"], ["fmt", "-"]] {
      let result = Program.run(arguments: arguments, input: "{a=1;}")
      #expect(result.status == 0)
      #expect(result.output == "{ a = 1; }\n")
    }
  }

  @Test func `files are rewritten in place and keep their permissions`() {
    Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/a.nix"
      Fixture.write(Array("{a=1;}".utf8), to: path)
      chmod(path, 0o640)
      symlink("a.nix", "\(folder)/link.nix")
      let result = Program.run("fmt", "link.nix", in: folder)
      #expect(result.status == 0)
      #expect(result.output.isEmpty)
      #expect(Fixture.text(at: path) == "{ a = 1; }\n")
      var info = stat()
      lstat(path, &info)
      #expect(info.st_mode & 0o7777 == 0o640)
      #expect(Fixture.names(in: folder) == ["a.nix", "link.nix"])
    }
  }

  @Test func `a check lists what is not formatted and changes nothing`() {
    Fixture.withTemporaryFolder { folder in
      Fixture.write(Array("{a=1;}".utf8), to: "\(folder)/bad.nix")
      Fixture.write(Array("{ a = 1; }\n".utf8), to: "\(folder)/good.nix")
      let result = Program.run("fmt", "--check", "bad.nix", "good.nix", in: folder)
      #expect(result.status == 1)
      #expect(result.output == "bad.nix\n")
      #expect(Fixture.text(at: "\(folder)/bad.nix") == "{a=1;}")
      #expect(Program.run("fmt", "--check", "good.nix", in: folder).status == 0)
    }
  }

  @Test func `a file with an error is left alone, the others are formatted`() {
    Fixture.withTemporaryFolder { folder in
      Fixture.write(Array("{ a = ".utf8), to: "\(folder)/bad.nix")
      Fixture.write(Array("{a=1;}".utf8), to: "\(folder)/good.nix")
      let result = Program.run("fmt", "bad.nix", "good.nix", in: folder)
      #expect(result.status == 1)
      #expect(result.error.contains("bad.nix:1:"))
      #expect(Fixture.text(at: "\(folder)/bad.nix") == "{ a = ")
      #expect(Fixture.text(at: "\(folder)/good.nix") == "{ a = 1; }\n")
    }
  }
}
