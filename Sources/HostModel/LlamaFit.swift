/// An estimate of the memory that a model needs, from its name.
///
/// Weights: parameters times bits per weight, as llama.cpp's table of quantisations gives them for
/// Llama 3.1 8B (tools/quantize/README.md of the project). Cache: 16-bit keys and values of grouped
/// attention; 128 KiB a token for 8 billion parameters (32 layers, 8 heads of 128, twice 2 bytes), and
/// by the square root of the size for others, which gives 379 KiB for 70 billion against 320 in
/// truth. 1 GiB goes to the context of the driver and the buffers of computation. Mixtures of experts
/// need the memory of all experts, which is what their names count.
package struct LlamaFit: Sendable, Hashable {
  /// In units of 2^30 bytes.
  package var weights: Double
  package var cache: Double
  package static let overhead = 1.0

  package var total: Double { weights + cache + Self.overhead }

  /// The context for which the cache is counted when none is asked for.
  static let standardContext = 8_192

  /// Nil when the name tells no size: `ggml-org/Qwen3-8B-GGUF:Q4_K_M` does, `my-model.gguf` does not.
  package init?(model: String, context: Int) {
    let name = model.split(separator: "/").last.map(String.init) ?? model
    guard let billions = Self.billions(in: name) else { return nil }
    let bits = Self.bits(in: name)
    weights = billions * 1e9 * bits / 8 / Double(1 << 30)
    let tokens = Double(context > 0 ? context : Self.standardContext)
    cache = (billions / 8).squareRoot() * 131_072 * tokens / Double(1 << 30)
  }

  /// The largest `8B` or `0.6b` between separators; `A3B`, the active part of a mixture, is none.
  private static func billions(in name: String) -> Double? {
    let words = name.lowercased().split { "-_: ".contains($0) }
    return words.compactMap { word -> Double? in
      let digits = word.prefix { $0.isNumber || $0 == "." }
      let rest = word.dropFirst(digits.count)
      // `70b` and `70b.f16.gguf`, but not `4bit`.
      guard rest.first == "b", rest.dropFirst().first.map({ $0 == "." }) ?? true,
        let number = Double(digits), number > 0, number < 10_000
      else { return nil }
      return number
    }.max()
  }

  /// Bits per weight by the name of the quantisation, longest name first. Without one, the
  /// repository's default is Q4_K_M, as llama-server takes it.
  private static func bits(in name: String) -> Double {
    let upper = name.uppercased()
    return quantisations.first { upper.contains($0.name) }?.bits ?? 4.89
  }

  private static let quantisations: [(name: String, bits: Double)] = [
    ("IQ1_S", 2.0), ("IQ1_M", 2.15), ("IQ2_XXS", 2.38), ("IQ2_XS", 2.59), ("IQ2_S", 2.74),
    ("IQ2_M", 2.93), ("IQ3_XXS", 3.25), ("IQ3_XS", 3.5), ("IQ3_S", 3.66), ("IQ3_M", 3.76),
    ("IQ4_XS", 4.46), ("IQ4_NL", 4.68), ("Q2_K_S", 2.97), ("Q2_K", 3.16), ("Q3_K_S", 3.64),
    ("Q3_K_M", 4.0), ("Q3_K_L", 4.3), ("Q4_K_S", 4.67), ("Q4_K_M", 4.89), ("Q4_0", 4.66),
    ("Q4_1", 5.1), ("Q5_K_S", 5.57), ("Q5_K_M", 5.7), ("Q5_0", 5.56), ("Q5_1", 6.0),
    ("Q6_K", 6.56), ("Q8_0", 8.5), ("MXFP4", 4.6), ("BF16", 16.0), ("FP16", 16.0), ("F16", 16.0),
    ("F32", 32.0),
  ]
}

extension Planner {
  /// What the model needs against what the GPUs have; nil when either is unknown.
  mutating func modelFit() -> Decision<String>? {
    guard let fit = LlamaFit(model: answers[.llamaModel], context: answers[.llamaContext]) else {
      return nil
    }
    let memory = answers[.llamaVideoMemory]
    let need =
      "about \(Self.rounded(fit.total)) GiB: \(Self.rounded(fit.weights)) for the weights, "
      + "\(Self.rounded(fit.cache)) for the context, 1 for the driver"
    guard memory > 0 else { return .rule(need, "estimated by the name of the model") }
    if fit.total > Double(memory) {
      let share = max(0, Int((Double(memory) - LlamaFit.overhead - fit.cache) / fit.weights * 100))
      remark(
        "model-too-large",
        "the model needs \(need), and the GPUs have \(memory) GiB: \(share) % of its layers fit, "
          + "the processor does the rest",
        fix: "choose a smaller quantisation or context, or leave it at that")
    }
    return .rule(need, "estimated by the name of the model, for GPUs with \(memory) GiB")
  }

  /// With one digit after the point.
  private static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
