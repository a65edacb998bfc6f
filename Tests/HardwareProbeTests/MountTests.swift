import HostModel
import TestSupport
import Testing

@testable import HardwareProbe

/// What of /proc/self/mountinfo becomes a file system of the configuration.
@Suite struct MountTests {
  /// Lines of mountinfo from the device number on, and the mounts as `point device type options`.
  @Test(arguments: [
    // The store is bound over itself, /proc and /run describe nothing.
    (
      [
        "8:2 / / rw,relatime - ext4 /dev/sda2 rw",
        "8:2 /nix/store /nix/store ro - ext4 /dev/sda2 rw",
        "0:4 / /proc rw - proc proc rw", "0:5 / /run rw - tmpfs tmpfs rw",
      ], ["/ /dev/sda2 ext4"]
    ),
    // Options that a person chose stay; the kernel's own go.
    (
      [
        "8:2 / / rw,noatime - ext4 /dev/sda2 rw,discard,errors=remount-ro",
        "8:1 / /boot rw,relatime - vfat /dev/sda1 rw,fmask=0077,dmask=0077,codepage=437",
      ],
      ["/ /dev/sda2 ext4 noatime discard", "/boot /dev/sda1 vfat fmask=0077 dmask=0077"]
    ),
    // Subvolumes, one with a blank in its mount point, and a bind mount inside one.
    (
      [
        "0:31 /@ / rw - btrfs /dev/sda2 rw,compress=zstd:3,ssd,subvolid=256,subvol=/@",
        "0:31 /@my\\040data /my\\040data rw - btrfs /dev/sda2 rw,subvol=/@my\\040data",
        "0:31 /@/srv/files /export rw - btrfs /dev/sda2 rw,subvolid=256,subvol=/@",
      ],
      [
        "/ /dev/sda2 btrfs subvol=@ compress=zstd:3", "/export /srv/files none bind",
        "/my data /dev/sda2 btrfs subvol=@my data",
      ]
    ),
    // A bind mount of a folder, and one of a file system that is not mounted elsewhere.
    (
      [
        "8:2 / / rw - ext4 /dev/sda2 rw", "8:2 /var/data /srv rw - ext4 /dev/sda2 rw",
        "8:9 /inside /odd rw - ext4 /dev/sdb9 rw",
      ], ["/ /dev/sda2 ext4", "/srv /var/data none bind"]
    ),
    // A root in memory with the store on disk, and /tmp, which is an option of its own.
    (
      [
        "0:20 / / rw,relatime - tmpfs tmpfs rw,size=2097152k,mode=755",
        "8:2 / /nix rw - xfs /dev/sda2 rw", "0:21 / /tmp rw - tmpfs tmpfs rw",
      ], ["/ tmpfs tmpfs size=2097152k mode=755", "/nix /dev/sda2 xfs"]
    ),
    // ZFS by name; what FUSE mounts cannot be described; images and overlays are no disks.
    (
      [
        "0:24 / / rw - zfs rpool/root rw,xattr", "0:30 / /media rw - fuseblk /dev/sdb1 rw",
        "7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro",
        "0:31 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw",
      ], ["/ rpool/root zfs"]
    ),
    // Of bcachefs the first of several members stands for all; of NFS the export; a tab in a name.
    (
      [
        "0:40 / / rw - bcachefs /dev/sda2:/dev/sdb2 rw,compression=lz4,relatime",
        "0:41 / /srv/my\\011files rw - nfs4 store:/export rw,vers=4.2,hard",
        "0:42 / /var/lib/nfs/rpc_pipefs rw - rpc_pipefs sunrpc rw",
      ],
      [
        "/ /dev/sda2 bcachefs compression=lz4", "/srv/my\tfiles store:/export nfs4 vers=4.2",
      ]
    ),
    // The last mount on a place is the one that is seen.
    (
      [
        "8:2 / / rw - ext4 /dev/sda2 rw", "8:3 / /a rw - ext4 /dev/sda3 rw",
        "8:4 / /a rw - ext4 /dev/sda4 rw",
      ], ["/ /dev/sda2 ext4", "/a /dev/sda4 ext4"]
    ),
    // An installer: its own mounts are nothing, those under /mnt are the system to be.
    (
      [
        "0:20 / / rw - tmpfs tmpfs rw", "8:17 / /iso ro - iso9660 /dev/sdb1 ro",
        "8:2 / /mnt rw - ext4 /dev/sda2 rw", "8:1 / /mnt/boot rw - vfat /dev/sda1 rw,fmask=0022",
      ], ["/ /dev/sda2 ext4", "/boot /dev/sda1 vfat fmask=0022"]
    ),
  ])
  func mounts(lines: [String], mounts: [String]) {
    #expect(probe(lines).mounts.map(describe) == mounts)
  }

  @Test func installersAreRecognised() {
    #expect(probe(["0:20 / / rw - tmpfs t rw", "7:0 / /nix/.ro-store ro - squashfs x ro"]).isLive)
    // A root in memory alone is a choice, an overlay alone a container.
    #expect(!probe(["0:20 / / rw - tmpfs t rw", "8:2 / /nix rw - ext4 /dev/sda2 rw"]).isLive)
    #expect(!probe(["0:20 / / rw - overlay overlay rw"]).isLive)
  }

  /// btrfs on LUKS on LVM on LUKS on RAID, by uuid; swap with a key of its own at each boot.
  @Test func layers() {
    Fixture.withTemporaryFolder { folder in
      func write(_ path: String, _ text: String) {
        Fixture.write(Array(text.utf8), to: "\(folder)/\(path)")
      }
      func link(_ path: String, to target: String) {
        Fixture.link("\(folder)/\(path)", to: target)
      }
      for (device, name, uuid, slave) in [
        ("dm-0", "outer", "CRYPT-LUKS2-aa-outer", "md0"), ("dm-1", "vg-lv", "LVM-xyz", "dm-0"),
        ("dm-2", "inner", "CRYPT-LUKS1-bb-inner", "dm-1"),
        ("dm-3", "swap", "CRYPT-PLAIN-swap", "sda2"),
      ] {
        write("sys/class/block/\(device)/dm/name", "\(name)\n")
        write("sys/class/block/\(device)/dm/uuid", "\(uuid)\n")
        write("sys/class/block/\(device)/slaves/\(slave)", "")
      }
      write("sys/class/block/md0/md/uuid", "cc:dd\n")
      write("sys/class/block/md0/md/level", "raid1\n")
      write("sys/class/block/md0/slaves/sda1", "")
      write("sys/class/block/md0/slaves/sdb1", "")
      link("dev/disk/by-uuid/11-22", to: "../../md0")
      link("dev/disk/by-partuuid/33-44", to: "../../sda2")
      link("dev/mapper/inner", to: "../dm-2")
      write(
        "proc/swaps",
        "Filename\tType\tSize\tUsed\tPriority\n/dev/dm-3 partition 8 0 -2\n/swap file 8 0 -3\n/dev/zram0 partition 8 0 5\n"
      )
      write(
        "proc/self/mountinfo", "1 0 0:31 /@ / rw - btrfs /dev/mapper/inner rw,subvol=/@\n")
      let hardware = HardwareProbe.run(on: SystemRoot(folder)).hardware
      #expect(hardware.mounts.map(\.device) == ["/dev/mapper/inner"])
      #expect(
        hardware.luksDevices == [
          Hardware.LUKSDevice(name: "outer", device: "/dev/disk/by-uuid/11-22"),
          Hardware.LUKSDevice(name: "inner", device: "/dev/mapper/vg-lv", onLVM: true),
        ])
      #expect(hardware.softwareRAID)
      #expect(hardware.initrdKernelModules == ["dm-snapshot"])
      #expect(hardware.swaps.map(\.device) == ["/dev/disk/by-partuuid/33-44", "/swap"])
      #expect(hardware.swaps.map(\.randomEncryption) == [true, false])
      #expect(hardware.swaps.map(\.isFile) == [false, true])
    }
  }

  private func probe(_ lines: [String]) -> (mounts: [Hardware.Mount], isLive: Bool) {
    Fixture.withTemporaryFolder { folder in
      let text = lines.map { "1 0 \($0)\n" }.joined()
      Fixture.write(Array(text.utf8), to: "\(folder)/proc/self/mountinfo")
      let hardware = HardwareProbe.run(on: SystemRoot(folder)).hardware
      return (hardware.mounts, hardware.operatingSystem.live)
    }
  }

  private func describe(_ mount: Hardware.Mount) -> String {
    ([mount.mountPoint, mount.device, mount.fileSystem] + mount.options).joined(separator: " ")
  }
}
