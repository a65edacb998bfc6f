package import SourceText
package import TextFormats

/// The JSON document of `nixwiz probe --json`: `Hardware`, and what follows from it.
///
/// Names are sorted and lists have the order of `Hardware`, so that documents of one machine are
/// equal and those of two can be compared line by line. Decoding reads the facts and leaves out what
/// was derived; readers must ignore names that they do not know.
package enum HardwareDocument {
  /// Raised when a name changes its meaning or goes away.
  package static let schema = 1

  /// The document, ending in a line end.
  package static func encode(_ hardware: Hardware, findings: [Diagnostic] = []) -> [UInt8] {
    var root = JSONObject()
    root["schema"] = .integer(schema)
    root["system"] = .string(hardware.system)
    root["kernel"] = .string(hardware.kernelRelease)
    encodeHost(hardware, into: &root)
    root["pci_device_count"] = .integer(hardware.pciDevices.count)
    root["pci"] = .list(hardware.pciDevices.map(encode))
    root["usb"] = .list(hardware.usbInterfaces.map(encode))
    root["gpus"] = .list(hardware.gpus.map(encode))
    root["peripherals"] = encode(hardware.peripherals)
    root["profile"] = .string(hardware.profile)
    root["drm"] = .list(hardware.drmCards.map(encode))
    root["kfd"] = .list(hardware.kfdNodes.map(encode))
    root["vulkan"] = encode(hardware.vulkan)
    root["storage"] = encodeStorage(hardware)
    root["root"] = hardware.root.map(encode) ?? .null
    root["kernel_modules"] = .strings(hardware.kernelModules)
    root["findings"] = .list(findings.map(encode))
    encodeDerived(hardware, into: &root)

    var writer = JSONWriter(pretty: true)
    writer.node(root.value.node, sortingKeys: true)
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// Reads a document; the error names the place of what is wrong.
  package static func decode(_ file: SourceFile) -> Result<Hardware, DiagnosticError> {
    let document: TextNode
    switch JSONDocument.parse(file) {
    case .success(let node): document = node
    case .failure(let error): return .failure(error)
    }
    do throws(JSONObjectError) {
      return .success(try decode(JSONObjectReader(document, path: "")))
    } catch {
      return .failure(
        DiagnosticError(
          .error(
            "hardware-document", error.message,
            at: SourceLocation(file: file, span: error.span),
            fix: "write the document again with `nixwiz probe --json`")))
    }
  }

  // MARK: host

  private static func encodeHost(_ hardware: Hardware, into root: inout JSONObject) {
    var system = JSONObject()
    system["id"] = .string(hardware.operatingSystem.id)
    system["version"] = .string(hardware.operatingSystem.version)
    system["live"] = .bool(hardware.operatingSystem.live)
    root["os"] = system.value

    var dmi = JSONObject()
    dmi["sys_vendor"] = .string(hardware.dmi.systemVendor)
    dmi["product_name"] = .string(hardware.dmi.productName)
    dmi["product_version"] = .string(hardware.dmi.productVersion)
    dmi["product_family"] = .string(hardware.dmi.productFamily)
    dmi["board_vendor"] = .string(hardware.dmi.boardVendor)
    dmi["board_name"] = .string(hardware.dmi.boardName)
    dmi["bios_vendor"] = .string(hardware.dmi.biosVendor)
    dmi["bios_version"] = .string(hardware.dmi.biosVersion)
    dmi["chassis_type"] = .integer(hardware.dmi.chassisType)
    dmi["laptop"] = .bool(hardware.dmi.laptop)
    root["dmi"] = dmi.value

    var cpu = JSONObject()
    cpu["vendor"] = .string(hardware.cpu.vendor.rawValue)
    cpu["vendor_id"] = .string(hardware.cpu.vendorID)
    cpu["model_name"] = .string(hardware.cpu.modelName)
    cpu["family"] = .integer(hardware.cpu.family)
    cpu["model"] = .integer(hardware.cpu.model)
    cpu["sockets"] = .integer(hardware.cpu.sockets)
    cpu["cores"] = .integer(hardware.cpu.cores)
    cpu["threads"] = .integer(hardware.cpu.threads)
    cpu["flags"] = .strings(hardware.cpu.flags)
    cpu["hypervisor_flag"] = .bool(hardware.cpu.hypervisorFlag)
    cpu["kvm_module"] = .string(hardware.cpu.kvmModule)
    root["cpu"] = cpu.value

    var firmware = JSONObject()
    firmware["type"] = .string(hardware.firmware.kind.rawValue)
    firmware["platform_bits"] = .integer(hardware.firmware.platformBits)
    firmware["secure_boot"] = .bool(hardware.firmware.secureBoot)
    firmware["setup_mode"] = .bool(hardware.firmware.setupMode)
    root["firmware"] = firmware.value

    var virtualisation = JSONObject()
    virtualisation["type"] = .string(hardware.virtualisation.type)
    virtualisation["guest"] = .bool(hardware.virtualisation.guest)
    virtualisation["evidence"] = .string(hardware.virtualisation.evidence)
    virtualisation["channels"] = .strings(hardware.virtualisation.channels)
    root["virtualisation"] = virtualisation.value

    var memory = JSONObject()
    memory["total_kib"] = .integer(hardware.memoryKiB)
    memory["total_mib"] = .integer(hardware.memoryKiB.map { $0 / 1_024 })
    root["memory"] = memory.value
  }

  private static func encode(_ finding: Diagnostic) -> JSONValue {
    var object = JSONObject()
    object["severity"] = .string(finding.severity.rawValue)
    object["code"] = .string(finding.code)
    object["message"] = .string(finding.message)
    object["fix"] = .string(finding.fix)
    return object.value
  }

  // MARK: derived

  private static func encodeDerived(_ hardware: Hardware, into root: inout JSONObject) {
    root["microcode"] = .string(hardware.microcodeOption)
    root["nvidia"] =
      hardware.nvidiaDriver.map { driver in
        var object = JSONObject()
        object["branch"] = .string(driver.branch)
        object["open"] = .bool(driver.open)
        object["conflict"] = .string(driver.conflict)
        object["kernel_below"] = .string(driver.kernelBelow)
        object["cuda_capabilities"] = .strings(driver.cudaCapabilities)
        return object.value
      } ?? .null
    root["amd"] =
      hardware.amdTargets.map { targets in
        var object = JSONObject()
        object["gfx_targets"] = .strings(targets.gfxTargets)
        object["rocm_targets"] = .strings(targets.rocmTargets)
        return object.value
      } ?? .null
    root["prime"] =
      hardware.prime.map { prime in
        var object = JSONObject()
        object[prime.integratedOption] = .string(prime.integratedBusID)
        object["nvidiaBusId"] = .string(prime.nvidiaBusID)
        return object.value
      } ?? .null
  }
}
