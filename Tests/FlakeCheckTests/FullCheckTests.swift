import FlakeCheck
import Glibc
import HostModel
import TestSupport
import Testing

/// Checks against a nixpkgs on the disk, here a very small one.
@Suite struct FullCheckTests {
  /// Nix names a system after the day of the newest file in its nixpkgs.
  @Test func theDateIsThatOfTheSource() {
    Fixture.withTemporaryFolder { folder in
      let nixpkgs = "\(folder)/nixpkgs"
      let flake = """
        {
          outputs = { self }: {
            lib.nixosSystem = _: {
              config.system.build.toplevel.drvPath =
                "/nix/store/system-${self.lastModifiedDate}-${self.shortRev or "dirty"}"
                + (if builtins.hasContext "${self}" then ".drv" else "");
            };
          };
        }
        """
      Fixture.write(Array(flake.utf8), to: "\(nixpkgs)/flake.nix")
      Fixture.write([], to: "\(nixpkgs)/lib/newest")
      // The billionth second, and one before it.
      for (path, seconds) in [("flake.nix", 999_999_999), ("lib/newest", 1_000_000_000)] {
        set(time: seconds, of: "\(nixpkgs)/\(path)")
      }
      for path in ["lib", ""] { set(time: 999_999_999, of: "\(nixpkgs)/\(path)") }

      var options = FlakeChecker.Options()
      options.nixpkgs = nixpkgs
      let (tree, _) = TreeLoader.load("\(Golden.root)/Checks/healthy")
      let report = FlakeChecker().check(tree, options: options)
      #expect(report.depth == .full)
      #expect(!report.hosts.isEmpty)
      for host in report.hosts {
        #expect(host.toplevel == "/nix/store/system-20010909014640-dirty.drv")
      }
    }
  }

  private func set(time seconds: Int, of path: String) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }
}
