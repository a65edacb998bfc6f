import CTerminal
import Glibc

/// The character set of the terminal, and how the C library comes to know it.
package enum TerminalLocale {
  /// Whether the environment asks for UTF-8: the first of LC_ALL, LC_CTYPE and LANG that is set.
  package static func asksForUTF8(_ variable: (String) -> String?) -> Bool {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
    guard let codeset = name?.lowercased() else { return false }
    return codeset.contains("utf-8") || codeset.contains("utf8")
  }

  /// Sets the C library's character set; true when UTF-8 can be written.
  ///
  /// A static program has no locale but "C" where the files of its own distribution are missing. It
  /// carries LC_CTYPE of C.UTF-8 and hands it to the C library through `write`, which makes a file
  /// below a new private folder and gives the folder, or nil; `remove` takes both away again.
  package static func set(
    wantsUTF8: Bool, write: (_ bytes: UnsafeRawBufferPointer) -> String?,
    remove: (String) -> Void
  ) -> Bool {
    guard wantsUTF8 else {
      setlocale(LC_CTYPE, "C")
      return false
    }
    if setlocale(LC_CTYPE, "") != nil, isUTF8 { return true }
    if setlocale(LC_CTYPE, "C.UTF-8") != nil, isUTF8 { return true }
    let embedded = nixwiz_utf8_ctype()
    guard let bytes = embedded.bytes,
      let folder = write(UnsafeRawBufferPointer(start: bytes, count: embedded.size))
    else { return false }
    setenv("LOCPATH", folder, 1)
    defer {
      unsetenv("LOCPATH")
      remove(folder)
    }
    return setlocale(LC_CTYPE, "C.UTF-8") != nil && isUTF8
  }

  private static var isUTF8: Bool {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    return strcmp(name, "UTF-8") == 0
  }
}
