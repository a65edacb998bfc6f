/// The rules for texts that the catalogue uses.
extension TextRule {
  /// Any text on one line.
  package static func line(_ noun: String, maximumLength: Int = 1024) -> TextRule {
    TextRule(noun, pattern: "^[^\\n\\r]*$", maximumLength: maximumLength) { text in
      text.utf8.contains { $0 == 0x0a || $0 == 0x0d }
        ? Problem("\(noun) must be on one line", fix: "remove the line break") : nil
    }
  }

  /// Any text.
  package static func free(_ noun: String, maximumLength: Int = 65_536) -> TextRule {
    TextRule(noun, maximumLength: maximumLength)
  }

  /// An attribute of `nixosModules` of nixos-hardware, or nothing.
  package static let profile = TextRule(
    "a profile of nixos-hardware", pattern: "^([a-z0-9]+(-[a-z0-9]+)*)?$", maximumLength: 64
  ) { text in
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let fits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isLowerAlphanumeric) }
    return text.isEmpty || fits
      ? nil
      : Problem(
        "\"\(text)\" is not the name of a profile: a-z, digits and hyphens inside",
        fix: "take it from https://github.com/NixOS/nixos-hardware, such as lenovo-thinkpad-t480")
  }

  /// A label of RFC 1123 in lower case; Linux allows 63 bytes for the host's own name.
  package static let hostName = TextRule(
    "a host name", pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", maximumLength: 63
  ) { text in
    let bytes = Array(text.utf8)
    if bytes.isEmpty { return Problem("a host name must not be empty") }
    if text.contains(".") {
      return Problem(
        "\"\(text)\" has a dot: a host name is one label, without the domain",
        fix: "write \"\(text.prefix { $0 != "." })\"")
    }
    let small = Array(text.lowercased().utf8)
    guard small.allSatisfy({ isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }),
      small.first != UInt8(ascii: "-"), small.last != UInt8(ascii: "-")
    else {
      return Problem(
        "\"\(text)\" is not a host name: letters a-z, digits, and hyphens inside")
    }
    if small != bytes {
      return Problem(
        "\"\(text)\" has capital letters, which DNS does not tell apart",
        fix: "write \"\(text.lowercased())\"")
    }
    return nil
  }

  /// What useradd and systemd agree on, less the names that NixOS uses itself.
  package static let userName = TextRule(
    "a user name", pattern: "^[a-z_][a-z0-9_-]{0,30}$", maximumLength: 31
  ) { text in
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isLowerLetter(first) || first == UInt8(ascii: "_"),
      bytes.allSatisfy({
        isLowerAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      })
    else {
      return Problem(
        "\"\(text)\" is not a user name: it begins with a-z or _, then a-z, digits, _ and -")
    }
    if reservedUserNames.contains(text) {
      return Problem("\"\(text)\" is a system account", fix: "choose another name")
    }
    return nil
  }

  private static let reservedUserNames: Set<String> = [
    "root", "nobody", "messagebus", "polkituser", "sshd", "avahi", "systemd-network",
    "systemd-resolve", "systemd-timesync", "systemd-coredump", "systemd-oom", "nm-openvpn",
    "nm-iodine", "rtkit", "geoclue", "colord", "gdm", "sddm", "lightdm", "greeter", "cups", "nscd",
    "nixbld", "wwwrun", "llama-cpp",
  ]

  package static let groupName = TextRule(
    "a group name", pattern: "^[a-z_][a-z0-9_-]{0,30}$", maximumLength: 31
  ) { text in
    guard let first = text.utf8.first, isLowerLetter(first) || first == UInt8(ascii: "_"),
      text.utf8.allSatisfy({
        isLowerAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      })
    else { return Problem("\"\(text)\" is not a group name") }
    return text == "wheel"
      ? Problem("sudo is a field of its own", fix: "write `sudo = true;` instead of the group")
      : nil
  }

  /// The fifth field of /etc/passwd.
  package static let fullName = TextRule(
    "a full name", pattern: "^[^:\\n]*$", maximumLength: 256
  ) { text in
    text.utf8.contains { $0 == UInt8(ascii: ":") || $0 == 0x0a }
      ? Problem("a full name is a field of /etc/passwd, so without colon and line break") : nil
  }

  /// Words without blanks, such as a variant of a keyboard layout.
  package static func word(_ noun: String) -> TextRule {
    TextRule(noun, pattern: "^[A-Za-z0-9_.:,+()-]*$", maximumLength: 64) { text in
      text.utf8.allSatisfy { isAlphanumeric($0) || "_.:,+()-".utf8.contains($0) }
        ? nil : Problem("\"\(text)\" is not \(noun)")
    }
  }

  /// An absolute path that the configuration may name.
  package static func path(_ noun: String) -> TextRule {
    TextRule(noun, pattern: "^/[^\\n]*$", maximumLength: 4095) { text in
      if text.utf8.first != UInt8(ascii: "/") {
        return Problem("\"\(text)\" is not an absolute path", fix: "begin with /")
      }
      if text.utf8.contains(0x0a) { return Problem("a path must be on one line") }
      return text.split(separator: "/").contains("..")
        ? Problem("\"\(text)\" goes up with ..", fix: "write the path that is meant") : nil
    }
  }

  /// Where a secret lies: a path outside the store, which everyone can read.
  package static let secretPath = TextRule(
    "the path of a file with a secret", pattern: "^/[^\\n]*$", maximumLength: 4095
  ) { text in
    if let problem = path("a path").problem(text) { return problem }
    return text.hasPrefix("/nix/store/")
      ? Problem(
        "everyone can read the Nix store", fix: "keep the file elsewhere, such as /var/lib/nixwiz")
      : nil
  }

  /// One word of the kernel's command line, with blanks in double quotes only.
  package static let kernelParameter = TextRule(
    "a kernel parameter", pattern: "^([^\"\\s]|\"[^\"\\n]*\")+$", maximumLength: 1024
  ) { text in
    if text.isEmpty { return Problem("a kernel parameter must not be empty") }
    if text.utf8.contains(where: { $0 < 0x20 }) {
      return Problem("a kernel parameter must be on one line")
    }
    let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
    if pieces.count % 2 == 0 {
      return Problem("\(text) opens a quote that is not closed", fix: "add a double quote")
    }
    let outside = pieces.enumerated().filter { $0.offset % 2 == 0 }
    return outside.contains { $0.element.contains(" ") }
      ? Problem(
        "\(text) holds a blank",
        fix: "make it two parameters, or put double quotes around the value")
      : nil
  }

  /// A number of 8 hexadecimal digits.
  package static let hostID = TextRule(
    "a host id of 8 hexadecimal digits", pattern: "^([0-9a-f]{8})?$", maximumLength: 8
  ) { text in
    text.isEmpty || (text.utf8.count == 8 && text.utf8.allSatisfy(isLowerHexadecimal))
      ? nil
      : Problem(
        "\"\(text)\" is not a host id of 8 hexadecimal digits",
        fix: "`head -c 8 /etc/machine-id` gives one")
  }

  /// `25.11`.
  package static let stateVersion = TextRule(
    "a release such as 26.05", pattern: "^[0-9]{2}\\.(05|11)$", maximumLength: 5
  ) { text in
    Release.order(of: text) == nil
      ? Problem("\"\(text)\" is not a NixOS release", fix: "write YY.05 or YY.11") : nil
  }

  /// `python3Packages.torch`.
  package static let packageName = TextRule(
    "a package attribute such as python3Packages.torch",
    pattern: "^[A-Za-z_][A-Za-z0-9_'+-]*(\\.[A-Za-z_0-9][A-Za-z0-9_'+-]*){0,7}$", maximumLength: 256
  ) { text in
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fits =
      parts.count <= 8
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { isAlphanumeric($0) || "_'+-".utf8.contains($0) }
      }
    if text.hasPrefix("pkgs.") {
      return Problem(
        "`pkgs.` is not part of the name", fix: "write \"\(text.dropFirst(5))\"")
    }
    return fits && parts.count > 0 ? nil : Problem("\"\(text)\" is not the name of a package")
  }

  /// An IP address or a host name to listen on.
  package static let listenAddress = TextRule(
    "an address to listen on", pattern: "^[A-Za-z0-9.:_-]+$", maximumLength: 255
  ) { text in
    !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || ".:_-".utf8.contains($0) }
      ? nil : Problem("\"\(text)\" is not an address", fix: "write 127.0.0.1, 0.0.0.0 or ::")
  }

  /// `8.6`, `9.0a`.
  /// `auto`, `all` or a number of layers.
  package static let gpuLayers = TextRule(
    "auto, all or a number", pattern: "^(auto|all|[0-9]{1,4})$", maximumLength: 4
  ) { text in
    let isNumber = (1...4).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39) ~= $0 }
    return text == "auto" || text == "all" || isNumber
      ? nil : Problem("\"\(text)\" is neither auto, all nor a number of layers")
  }

  /// `host:port` or `[address]:port`.
  package static let hostAndPort = TextRule(
    "an address with a port", pattern: "^[A-Za-z0-9.:_\\[\\]-]+:[0-9]{1,5}$", maximumLength: 261
  ) { text in
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let fits =
      parts.count >= 2 && parts.dropLast().allSatisfy { !$0.isEmpty || text.hasPrefix("[") }
      && Int(parts[parts.count - 1]).map { (1...65_535).contains($0) } ?? false
      && text.utf8.allSatisfy { isAlphanumeric($0) || ".:_[]-".utf8.contains($0) }
    return fits
      ? nil : Problem("\"\(text)\" is not an address with a port", fix: "write 10.0.0.2:50052")
  }

  package static let cudaCapability = TextRule(
    "a CUDA compute capability such as 8.6", pattern: "^[0-9]{1,2}\\.[0-9][af]?$", maximumLength: 5
  ) { text in
    let trimmed = text.last == "a" || text.last == "f" ? text.dropLast() : text[...]
    let parts = trimmed.split(separator: ".", omittingEmptySubsequences: false)
    let fits =
      parts.count == 2 && (1...2).contains(parts[0].count) && parts[1].count == 1
      && parts.allSatisfy { $0.utf8.allSatisfy(isDigit) }
    guard !fits else { return nil }
    let digits = text.utf8.allSatisfy(isDigit) && text.utf8.count >= 2
    return Problem(
      "\"\(text)\" is not a compute capability",
      fix: digits ? "write \"\(text.dropLast()).\(text.suffix(1))\"" : "write it as in \"8.6\"")
  }

  /// `gfx1100`, `gfx90a`.
  package static let gfxTarget = TextRule(
    "a GPU target such as gfx1100", pattern: "^gfx[0-9a-f]{3,4}$", maximumLength: 7
  ) { text in
    let digits = text.utf8.dropFirst(3)
    let fits =
      text.hasPrefix("gfx") && (3...4).contains(digits.count)
      && digits.allSatisfy(isLowerHexadecimal)
    return fits ? nil : Problem("\"\(text)\" is not a GPU target", fix: "write it as in gfx1100")
  }

  /// The name of a CMake cache variable.
  package static let cmakeVariable = TextRule(
    "a CMake variable", pattern: "^[A-Za-z_][A-Za-z0-9_]*$", maximumLength: 128
  ) { text in
    guard let first = text.utf8.first, !isDigit(first),
      text.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "_") })
    else {
      return Problem(
        "not a CMake variable", fix: text.hasPrefix("-D") ? "leave the -D out" : nil)
    }
    if text == "GGML_NATIVE" {
      return Problem(
        "nixpkgs builds the code of all processors and chooses when the program starts, which "
          + "excludes GGML_NATIVE: CMake refuses both",
        fix: "leave it out: AVX2 and AVX-512 are used where the processor has them")
    }
    if backendVariables.contains(text) {
      return Problem(
        "\(text) chooses a back end, which needs other inputs too",
        fix: "choose it by llama.acceleration")
    }
    return nil
  }

  /// Flags that the package sets from its arguments; a second one later in the list would leave the
  /// inputs of the first.
  private static let backendVariables: Set<String> = [
    "GGML_CUDA", "GGML_HIP", "GGML_VULKAN", "GGML_METAL", "GGML_BLAS",
    "CMAKE_CUDA_ARCHITECTURES", "CMAKE_HIP_ARCHITECTURES",
  ]

  /// A name under which a model is asked for, such as `qwen3-8b` or `gpt-oss:20b`.
  package static let modelName = TextRule(
    "a name for a model", pattern: "^[A-Za-z0-9][A-Za-z0-9._:/-]*$", maximumLength: 128
  ) { text in
    guard let first = text.utf8.first, isAlphanumeric(first),
      text.utf8.allSatisfy({ isAlphanumeric($0) || "._:/-".utf8.contains($0) })
    else { return Problem("not a name: letters, digits and ._:/- after a letter or digit") }
    return nil
  }

  /// A long option of llama-server without its dashes.
  package static let serverFlag = TextRule(
    "a flag of llama-server", pattern: "^[A-Za-z][A-Za-z0-9-]*$", maximumLength: 64
  ) { text in
    guard let first = text.utf8.first, isAlphanumeric(first), !isDigit(first),
      text.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else {
      return Problem(
        "not a flag of llama-server",
        fix: text.hasPrefix("-") ? "leave the dashes out" : nil)
    }
    return ["host", "port", "model"].contains(text)
      ? Problem("`\(text)` is a question of its own: llama.\(text)") : nil
  }

  /// `name:base64`, 32 bytes.
  package static let cacheKey = TextRule(
    "a public key of a cache", pattern: "^[^:\\s]+:[A-Za-z0-9+/]{43}=$", maximumLength: 256
  ) { text in
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, Base64.decode(String(parts[1]))?.count == 32 else {
      return Problem("not a public key: name:base64 of 32 bytes")
    }
    return nil
  }

  /// A URL of a binary cache.
  package static let cacheURL = TextRule(
    "the URL of a cache", pattern: "^(https?|s3|ssh(-ng)?|file)://[^\\s]+$", maximumLength: 1024
  ) { text in
    let schemes = ["https://", "http://", "s3://", "ssh://", "ssh-ng://", "file://"]
    guard schemes.contains(where: { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }),
      !text.utf8.contains(where: { $0 <= 0x20 })
    else { return Problem("\"\(text)\" is not the URL of a cache", fix: "begin with https://") }
    return nil
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLowerLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte) }
  static func isLowerAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLowerLetter(byte) }
  static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte)
  }
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (0x41...0x5a).contains(byte)
  }
}
