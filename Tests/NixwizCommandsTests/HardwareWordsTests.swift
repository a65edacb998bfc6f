import HardwareProbe
import HostModel
import SourceText
import TestSupport
import TextFormats
import Testing

/// Every fact that a probe records has words when it changes, or a reason here why it needs none.
///
/// The facts are taken from the documents of the recorded machines: each value of each is changed, one
/// at a time. A fact that is new in the document fails until it has one or the other.
@Suite struct HardwareWordsTests {
  /// Facts whose change is nobody's affair, with the reason: by path, `[]` for the elements of a list;
  /// a path stands for everything below it too.
  static let silent: [(path: String, reason: String)] = [
    ("kernel", "the kernel is upgraded"),
    ("os", "the system that the probe ran on is not the machine"),
    ("memory.total_kib", "a difference of less than a fiftieth is the firmware's"),
    ("dmi.board_name", "names the computer only where the product is blank"),
    ("dmi.board_vendor", "the same board is told by the product"),
    ("dmi.product_version", "the product is told"),
    ("dmi.product_family", "the product is told"),
    ("dmi.bios_vendor", "the version is told"),
    ("dmi.chassis_type", "whether it is a laptop is told"),
    ("cpu.vendor_id", "the vendor is told"),
    ("cpu.family", "the model's name is told"),
    ("cpu.model", "the model's name is told"),
    ("cpu.sockets", "cores are told"),
    ("cpu.flags", "they follow from the model and the kernel"),
    ("cpu.hypervisor_flag", "the kind of guest is told"),
    ("virtualisation.evidence", "the reason of a fact that is told"),
    ("pci[].address", "a new card can shift the addresses of all others"),
    ("pci[].subsystem", "the board that a chip is on changes no driver"),
    ("pci[].revision", "changes no driver"),
    ("pci[].class", "another kind of device has other ids, which are told"),
    ("pci[].driver", "the module is told"),
    ("pci[].boot_vga", "follows the cable of the screen"),
    ("pci[].numa_node", "no option depends on it"),
    ("pci[].iommu_group", "the firmware numbers them anew"),
    ("usb", "comes and goes"),
    ("gpus[].address", "told as the bus id"),
    ("gpus[].companions", "parts of the card"),
    ("drm", "screens come and go, and drivers with them"),
    ("kfd", "the driver's view of cards that are told"),
    ("vulkan", "software, not the machine"),
    ("storage.disks[].partitions", "what is mounted is told"),
    ("storage.disks[].rotational", "model and size are told"),
    ("storage.disks[].removable", "what is removable comes and goes"),
    ("storage.disks[].installation_medium", "the stick of the installer goes"),
    ("storage.stacked", "mounts and containers above them are told"),
    ("root", "the mount of / is told"),
  ]

  private static let machines = Fixture.names(in: "\(Golden.root)/Machines")

  private static func hardware(_ name: String) -> Hardware {
    let folder = PackedTree.shared("\(Golden.root)/Machines/\(name)/machine.tree")
    return HardwareProbe.run(on: SystemRoot(folder)).hardware
  }

  @Test func `every fact has words or a reason for silence`() throws {
    var seen: Set<String> = []
    var used: Set<String> = []
    var silentFacts: Set<String> = []
    // What follows from other facts is not read back; a few tries show that.
    var idle: [String: Int] = [:]
    for name in Self.machines {
      let hardware = Self.hardware(name)
      let root = try JSONDocument.parse(HardwareDocument.encode(hardware))
      for leaf in Self.leaves(root)
      where !seen.contains(leaf.pattern) && idle[leaf.pattern, default: 0] < 6 {
        guard let changed = Self.decoded(leaf.document), changed != hardware else {
          idle[leaf.pattern, default: 0] += 1
          continue
        }
        if let rule = Self.silent.first(where: { Self.covers($0.path, leaf.pattern) }) {
          used.insert(rule.path)
          seen.insert(leaf.pattern)
          continue
        }
        let changes = HardwareComparison(from: hardware, to: changed).changes
        if changes.isEmpty {
          silentFacts.insert(leaf.pattern)
        } else {
          #expect(changes.allSatisfy { !$0.subject.isEmpty && !$0.message.isEmpty })
          seen.insert(leaf.pattern)
        }
      }
    }
    #expect(silentFacts.subtracting(seen).sorted() == [], "these changes would go unnoticed")
    #expect(seen.count > 60, "\(seen.count) facts")
    for (path, _) in Self.silent { #expect(used.contains(path), "\(path) is no fact") }
  }

  private static func covers(_ path: String, _ pattern: String) -> Bool {
    pattern == path || pattern.hasPrefix("\(path).") || pattern.hasPrefix("\(path)[")
  }

  private static func decoded(_ document: TextNode) -> Hardware? {
    var writer = JSONWriter(pretty: false)
    writer.node(document, sortingKeys: true)
    return try? HardwareDocument.decode(SourceFile(name: "changed.json", bytes: writer.bytes)).get()
  }

  /// A document in which one value is another one.
  private struct Leaf {
    var pattern: String
    var document: TextNode
  }

  /// Every document that differs from `node` in one value: another text, number or truth value, or an
  /// element less in a list of plain values.
  private static func leaves(_ node: TextNode, _ pattern: String = "") -> [Leaf] {
    func changed(_ value: TextNode.Value) -> [Leaf] {
      [Leaf(pattern: pattern, document: TextNode(value, at: node.span))]
    }
    switch node.value {
    case .object(let members):
      return members.enumerated().flatMap { index, member in
        leaves(member.node, pattern.isEmpty ? member.name : "\(pattern).\(member.name)").map {
          var members = members
          members[index].node = $0.document
          return Leaf(pattern: $0.pattern, document: TextNode(.object(members), at: node.span))
        }
      }
    case .array(let items):
      return items.enumerated().flatMap { index, item -> [Leaf] in
        leaves(item, "\(pattern)[]").map {
          var items = items
          items[index] = $0.document
          return Leaf(pattern: $0.pattern, document: TextNode(.array(items), at: node.span))
        }
      }
    case .string(let text):
      // The second is another number where the text is one in hexadecimal.
      return changed(.string("\(text)x"))
        + changed(.string("\(text.dropLast())\(text.hasSuffix("1") ? 2 : 1)"))
        + alternatives(of: text, changed)
    // Some are told in rounded numbers.
    case .integer(let number):
      return changed(.integer(number + 1)) + changed(.integer(number * 2 + 1))
    case .bool(let value): return changed(.bool(!value))
    default: return []
    }
  }

  /// Other values of texts that are one of a few.
  private static func alternatives(
    of text: String, _ changed: (TextNode.Value) -> [Leaf]
  ) -> [Leaf] {
    let choices = [
      ["uefi", "bios"], ["intel", "amd", "arm", "other"], ["x86_64-linux", "aarch64-linux"],
    ]
    return choices.filter { $0.contains(text) }.joined().filter { $0 != text }.flatMap {
      changed(.string($0))
    }
  }
}
