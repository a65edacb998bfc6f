/// What to build and how, as the content of a `.drv` file says. Evaluation makes a `DerivationDraft`.
///
/// All lists but the arguments are in the order of their bytes, as in the file.
package struct Derivation: Sendable, Hashable {
  /// What the derivation makes.
  package struct Output: Sendable, Hashable {
    package var name: [UInt8]
    package var address: Address

    package init(_ name: [UInt8], _ address: Address) {
      self.name = name
      self.address = address
    }
  }

  /// How the path of an output is found.
  package enum Address: Sendable, Hashable {
    /// By the inputs; the path follows from the derivation.
    case inputs(StorePath)
    /// By the inputs, but one of them has no known path yet, so neither has this.
    case deferred
    /// By a digest that is known in advance.
    case fixed(Digest, method: Method, path: StorePath)
    /// By what the build gives.
    case content(HashAlgorithm, method: Method)
    /// The same, and it is built again every time.
    case impure(HashAlgorithm, method: Method)

    /// Whether the path still has to be computed, or cannot be.
    var isDeferred: Bool {
      if case .deferred = self { true } else { false }
    }

    /// The path, as far as it is known before building.
    package var path: StorePath? {
      switch self {
      case .inputs(let path), .fixed(_, _, let path): path
      case .deferred, .content, .impure: nil
      }
    }
  }

  /// What of a file is hashed.
  package enum Method: String, Sendable, Hashable {
    /// The bytes of one file.
    case flat = ""
    /// The archive of a file or tree.
    case nar = "r:"
    /// The bytes of one file that may refer to store paths.
    case text = "text:"
    /// A file or tree as git hashes it.
    case git = "git:"
  }

  /// Another derivation and which outputs of it are needed.
  package struct Input: Sendable, Hashable {
    package var path: StorePath
    package var outputs: [[UInt8]]

    package init(_ path: StorePath, outputs: [[UInt8]]) {
      self.path = path
      self.outputs = outputs
    }
  }

  /// One variable of the builder's environment.
  package struct Variable: Sendable, Hashable {
    package var name: [UInt8]
    package var value: [UInt8]

    package init(_ name: [UInt8], _ value: [UInt8]) {
      self.name = name
      self.value = value
    }
  }

  /// The name without `.drv`; it is not in the file but in the file's name.
  package var name: [UInt8]
  package var outputs: [Output] = []
  package var inputs: [Input] = []
  package var sources: [StorePath] = []
  package var system: [UInt8] = []
  package var builder: [UInt8] = []
  package var arguments: [[UInt8]] = []
  package var environment: [Variable] = []

  package init(name: [UInt8]) { self.name = name }
}
