import HostModel
import TextFormats

/// A check report as JSON, the same in `check` and `generate`.
enum CheckJSON {
  static func write(_ report: CheckReport, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("accepted")
    writer.bool(report.accepted)
    writer.key("depth")
    writer.string(report.depth.rawValue)
    writer.key("seconds")
    writer.float((report.seconds * 1000).rounded() / 1000)
    writer.key("hosts")
    writer.beginArray()
    for host in report.hosts {
      writer.beginObject()
      writer.key("name")
      writer.string(host.name)
      if let toplevel = host.toplevel {
        writer.key("toplevel")
        writer.string(toplevel)
      }
      if let cost = host.cost {
        writer.key("cost")
        write(cost, to: &writer)
      }
      writer.endObject()
    }
    writer.endArray()
    writer.key("findings")
    DiagnosticJSON.write(report.findings, to: &writer)
    writer.endObject()
  }

  private static func write(_ cost: CheckReport.Cost, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("derivations")
    writer.integer(cost.derivations)
    writer.key("uncached")
    writer.integer(cost.uncached)
    for (key, names) in [
      ("changed", cost.changed), ("unfree", cost.unfree), ("caches", cost.caches),
    ] {
      writer.key(key)
      writer.beginArray()
      for name in names { writer.string(name) }
      writer.endArray()
    }
    writer.endObject()
  }

  /// The document of `check --json`.
  static func document(_ report: CheckReport) -> [UInt8] {
    var writer = JSONWriter(pretty: true)
    write(report, to: &writer)
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
