/// Files that come with the evaluator: `<nix/…>`.
enum CorePackages {
  /// Where they seem to be. No real file has such a path.
  static let root = "/«nix-internal»"

  static let sources: [String: StaticString] = ["fetchurl.nix": fetchurl]

  /// The path of a name such as `nix/fetchurl.nix`, when there is such a file.
  static func file(_ name: String) -> String? {
    guard name.hasPrefix("nix/") else { return nil }
    let rest = String(name.dropFirst(4))
    return sources[rest] == nil ? nil : "\(root)/\(rest)"
  }

  /// What a path at or below `root` is shown as, which is how it was written; nil for all others.
  static func shown(_ path: NixString) -> String? {
    guard path.bytes.starts(with: root.utf8) else { return nil }
    return "<nix/\(path.text.dropFirst(root.count + 1))>"
  }

  /// A path as a string: one at or below `root` as if that were the root of the file system.
  static func string(_ path: NixString, in arena: Arena) -> NixString {
    guard path.bytes.starts(with: root.utf8) else { return path }
    let rest = path.bytes.dropFirst(root.utf8.count)
    return NixString.make(rest.isEmpty ? [UInt8(ascii: "/")] : Array(rest), in: arena)
  }

  /// The text of a file below `root`.
  static func source(_ path: String) -> [UInt8]? {
    guard path.hasPrefix(root + "/") else { return nil }
    return sources[String(path.dropFirst(root.count + 1))].map { Array("\($0)".utf8) }
  }
}

extension Value {
  /// A path as printed values and messages show it.
  var shownPath: [UInt8] {
    let path = pathString
    return CorePackages.shown(path).map { Array($0.utf8) } ?? Array(path.bytes)
  }
}

extension CorePackages {
  /// The derivation that Nix itself builds by downloading a file. Which attributes it has, and in
  /// which form, decides its path, and so the paths of everything that is bootstrapped with it.
  private static let fetchurl: StaticString = """
    {
      system ? "",
      url,
      hash ? "",
      md5 ? "",
      sha1 ? "",
      sha256 ? "",
      sha512 ? "",
      outputHash ?
        if hash != "" then hash
        else if sha512 != "" then sha512
        else if sha1 != "" then sha1
        else if md5 != "" then md5
        else sha256,
      outputHashAlgo ?
        if hash != "" then ""
        else if sha512 != "" then "sha512"
        else if sha1 != "" then "sha1"
        else if md5 != "" then "md5"
        else "sha256",
      executable ? false,
      unpack ? false,
      name ? baseNameOf (toString url),
      impure ? false,
    }:
    derivation ({
      inherit name url executable unpack;
      urls = [ url ];
      builder = "builtin:fetchurl";
      system = "builtin";
      outputHashMode = if executable || unpack then "recursive" else "flat";
      preferLocalBuild = true;
      impureEnvVars = map (protocol: protocol + "_proxy") [ "http" "https" "ftp" "all" "no" ];
    } // (if impure then { __impure = true; } else { inherit outputHash outputHashAlgo; }))
    """
}
