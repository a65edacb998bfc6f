/// How llama.cpp is built and run.
package struct LlamaPlan: Sendable, Hashable {
  package enum Source: String, Sendable, Hashable {
    case nixpkgs, upstream
  }

  package enum Acceleration: String, Sendable, Hashable {
    case cuda, rocm, vulkan, cpu
  }

  /// Where the support is switched on.
  package enum Way: String, Sendable, Hashable {
    /// On the package alone.
    case override
    /// In a second instance of nixpkgs.
    case instance
  }

  package struct Service: Sendable, Hashable {
    package var host: String
    package var port: Int
    package var openFirewall: Bool
    /// Flags of llama-server beside host and port, sorted, with texts made safe for ExecStart.
    package var settings: [Setting]
    /// Variables of the unit, sorted.
    package var environment: [Setting]
    /// /proc in full: GPUs that share the memory are sized by /proc/meminfo.
    package var seesMemory: Decision<Bool>
  }

  /// llama-swap, which starts llama-server with the model that a request names.
  package struct Swap: Sendable, Hashable {
    package struct Model: Sendable, Hashable {
      package var name: String
      /// What follows the program in its command.
      package var arguments: [String]

      package init(name: String, arguments: [String]) {
        self.name = name
        self.arguments = arguments
      }
    }

    package var host: String
    package var port: Int
    package var openFirewall: Bool
    /// By name.
    package var models: [Model]
    /// Seconds without a request after which a model is ended; nil for never.
    package var idle: Int?
    /// Whether a model is fetched when it is first asked for.
    package var fetches: Bool
    /// Variables of the unit, sorted.
    package var environment: [Setting]
    package static let cache = "/var/cache/llama-swap"
  }

  package struct Setting: Sendable, Hashable {
    package var name: String
    package var value: AnswerValue

    package init(_ name: String, _ value: AnswerValue) {
      self.name = name
      self.value = value
    }
  }

  package var source: Source
  package var acceleration: Decision<Acceleration>
  /// Vulkan beside CUDA, for an AMD or Intel card beside an NVIDIA one.
  package var alsoVulkan: Decision<Bool>
  package var way: Decision<Way>
  /// Empty for the default of nixpkgs.
  package var cudaCapabilities: Decision<[String]>
  /// The set of CUDA packages; nil for the default of nixpkgs.
  package var cudaVersion: Decision<String>?
  /// Whether it may compute on other machines.
  package var rpc: Bool
  /// What the model needs of the memory of the GPUs, in words; nil when either is unknown.
  package var fit: Decision<String>?
  /// Empty for the default of nixpkgs.
  package var rocmTargets: Decision<[String]>
  /// Flags without an argument, sorted.
  package var cmakeFlags: [Setting]
  /// Further packages from the instance.
  package var packages: [String]
  /// Nil when it is only installed, or started by llama-swap.
  package var service: Service?
  /// Nil when at most one model is served.
  package var swap: Swap?
  /// Lends the GPUs to other machines.
  package var worker: Worker?

  /// llama.cpp's rpc-server.
  package struct Worker: Sendable, Hashable {
    package var host: String
    package var openFirewall: Bool
    package static let port = 50_052

    package init(host: String, openFirewall: Bool) {
      self.host = host
      self.openFirewall = openFirewall
    }
  }

  /// Where language models answer, by llama-server or through llama-swap.
  var endpoint: (host: String, port: Int, openFirewall: Bool)? {
    service.map { ($0.host, $0.port, $0.openFirewall) }
      ?? swap.map { ($0.host, $0.port, $0.openFirewall) }
  }

  /// Whether the package differs from the one that nixpkgs builds by default.
  package var isCustom: Bool {
    source == .upstream || acceleration.value != .cpu || !cmakeFlags.isEmpty || !packages.isEmpty
      || rpc
  }

  /// Names of the unfree parts of CUDA that llama.cpp links, as lib.getName gives them. They were
  /// regrouped with 13.0, and CCCL was renamed with 13.3.
  package var cudaUnfree: [String] {
    let version = cudaVersion.flatMap { KernelVersion($0.value) }
    var names = ["cuda_cudart", "cuda_nvcc", "libcublas"]
    if let version, let regrouped = KernelVersion("13.0"), version >= regrouped {
      names += ["cuda_crt", "libnvvm"]
    }
    if let version, let renamed = KernelVersion("13.3"), version >= renamed {
      names.append("cccl")
    } else {
      names.append("cuda_cccl")
    }
    return names.sorted()
  }

  /// Unfree names that the host's own instance needs.
  package var hostUnfree: [String] {
    acceleration.value == .cuda && way.value == .override ? cudaUnfree : []
  }
}
