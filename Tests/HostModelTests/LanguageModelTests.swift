import HostModel
import SourceText
import Testing

/// llama.cpp's finer choices, Ollama, Open WebUI, and whether a model fits.
@Suite struct LanguageModelTests {
  typealias Fixture = HostFixture
  static let ada = Fixture.nvidia(1, "current", "Ada Lovelace", "8.9")
  static let pascal = Fixture.nvidia(1, "580", "Pascal", "6.1")

  private func problems(_ hardware: Hardware, _ answers: String) -> [String] {
    do {
      _ = try Fixture.plan(hardware, answers)
      return []
    } catch {
      return error.diagnostics.map(\.code)
    }
  }

  @Test func theCUDAVersionMustFitCardsAndDriver() throws {
    let newest = "{ llama.cudaVersion = \"13.2\"; }"
    let plan = try Fixture.plan(Fixture.desktop(Self.ada), newest)
    #expect(plan.llama?.cudaVersion?.value == "13.2")
    #expect(
      plan.llama?.hostUnfree
        == ["cuda_cccl", "cuda_crt", "cuda_cudart", "cuda_nvcc", "libcublas", "libnvvm"])
    #expect(problems(Fixture.desktop(Self.pascal), newest) == ["cuda-version"])
    #expect(problems(Fixture.desktop(), newest) == ["cuda-version-without-cuda"])
    let blackwell = Fixture.nvidia(1, "current", "Blackwell", "12.0")
    #expect(
      problems(Fixture.desktop(blackwell), "{ llama.cudaVersion = \"12.6\"; }") == ["cuda-version"])
    #expect(
      problems(
        Fixture.desktop(Self.ada),
        "{ llama.cudaVersion = \"13.0\"; graphics.nvidia.branch = \"legacy_535\"; }")
        == ["cuda-version"])
  }

  @Test func theLastCUDANamesItsPartsAnew() throws {
    let plan = try Fixture.plan(Fixture.desktop(Self.ada), "{ llama.cudaVersion = \"13.3\"; }")
    #expect(plan.llama?.hostUnfree.first == "cccl")
  }

  @Test func flagsOfTheServerComeFromOnePlace() throws {
    let plan = try Fixture.plan(
      Fixture.desktop(Self.ada),
      """
      { llama = { context = 16384; gpuLayers = "all"; parallel = 4;
          rpcServers = [ "10.0.0.2:50052" "[fd00::1]:50052" ]; }; }
      """)
    #expect(
      plan.llama?.service?.settings == [
        .init("ctx-size", .integer(16384)), .init("gpu-layers", .text("all")),
        .init("parallel", .integer(4)), .init("rpc", .text("10.0.0.2:50052,[fd00::1]:50052")),
      ])
    #expect(plan.llama?.rpc == true)
    #expect(
      problems(
        Fixture.desktop(Self.ada), "{ llama = { context = 1; settings.ctx-size = 2; }; }")
        == ["llama-setting-twice"])
  }

  @Test func severalModelsAreServedByName() throws {
    let hardware = Fixture.desktop(Self.ada)
    let plan = try Fixture.plan(
      hardware,
      """
      { llama = { context = 8192; settings.jinja = true; swapIdle = 600; port = 9000;
          swap = { "gpt-oss:20b" = "ggml-org/gpt-oss-20b-GGUF"; big = "/srv/a model.gguf"; }; };
        webui.enable = true; }
      """)
    #expect(plan.llama?.service == nil)
    let swap = try #require(plan.llama?.swap)
    #expect(
      swap.models == [
        .init(
          name: "big",
          arguments: [
            "--port", "${PORT}", "--model", "/srv/a model.gguf", "--ctx-size", "8192", "--jinja",
          ]),
        .init(
          name: "gpt-oss:20b",
          arguments: [
            "--port", "${PORT}", "--hf-repo", "ggml-org/gpt-oss-20b-GGUF", "--ctx-size", "8192",
            "--jinja",
          ]),
      ])
    #expect(swap.idle == 600 && swap.fetches)
    #expect(swap.environment.map(\.name) == ["HF_HUB_CACHE", "LLAMA_CACHE"])
    #expect(
      plan.assistants.webUI?.environment.contains(
        .init("OPENAI_API_BASE_URL", .text("http://127.0.0.1:9000/v1"))) == true)
  }

  @Test(arguments: [
    ("llama = { swap.a = \"/srv/a.gguf\"; model = \"/srv/b.gguf\"; };", "model-beside-swap"),
    ("llama.swap.a = \"/home/ada/a.gguf\";", "model-hidden"),
    ("llama.swap.a = \"a.gguf\";", "llama-model"), ("llama.swap.a = \"\";", "llama-model"),
    ("llama.swap.a = \"/srv/\\${PORT}.gguf\";", "llama-model"),
    ("llama = { swap.a = \"/srv/a.gguf\"; openFirewall = true; };", "firewall-for-local"),
    (
      "llama = { swap.a = \"/srv/a.gguf\"; port = 8081; }; webui.enable = true;", "port-twice"
    ),
  ])
  func modelsByNameAreChecked(answers: String, code: String) {
    #expect(problems(Fixture.desktop(Self.ada), "{ \(answers) }") == [code])
  }

  @Test func llamaSwapOfAnOlderReleaseListensEverywhere() throws {
    let answers = "{ host.release = \"25.11\"; llama.swap.a = \"/srv/a.gguf\"; }"
    let plan = try Fixture.plan(Fixture.desktop(Self.ada), answers)
    #expect(plan.remarks.contains { $0.code == "swap-address" })
  }

  @Test func aWorkerListensForOthers() throws {
    let hardware = Fixture.desktop(Self.ada)
    let plan = try Fixture.plan(
      hardware, "{ llama = { rpcWorker = true; service = false; host = \"10.0.0.2\"; }; }")
    #expect(plan.llama?.worker == LlamaPlan.Worker(host: "10.0.0.2", openFirewall: false))
    #expect(plan.llama?.rpc == true)
    #expect(problems(hardware, "{ llama.rpcWorker = true; }") == ["worker-for-local"])
  }

  /// Names of models, and the size of their weights in GiB.
  @Test(arguments: [
    ("ggml-org/Qwen3-8B-GGUF:Q4_K_M", 4.55), ("/m/Llama-3.1-8B-Instruct-Q8_0.gguf", 7.92),
    ("/m/llama-70b.F16.gguf", 130.4), ("ggml-org/Qwen3-30B-A3B-GGUF", 17.1),
    ("/m/gemma-3-0.5b-IQ2_XXS.gguf", 0.14),
  ])
  func theNameTellsTheSize(model: String, weights: Double) throws {
    let fit = try #require(LlamaFit(model: model, context: 0))
    #expect(abs(fit.weights - weights) < weights * 0.02, "\(fit.weights)")
  }

  @Test func aNameWithoutSizeTellsNothing() {
    for model in ["", "/var/lib/models/model.gguf", "user/repository", "/m/web.gguf"] {
      #expect(LlamaFit(model: model, context: 0) == nil)
    }
  }

  @Test func theCacheGrowsWithTheContext() throws {
    let short = try #require(LlamaFit(model: "x/A-8B", context: 8_192))
    let long = try #require(LlamaFit(model: "x/A-8B", context: 131_072))
    #expect(short.cache == 1)
    #expect(long.cache == 16)
  }

  @Test func aModelThatIsTooLargeIsSaid() throws {
    let model = "llama.model = \"ggml-org/Qwen3-32B-GGUF:Q8_0\";"
    let small = try Fixture.plan(Fixture.desktop(Self.ada), "{ \(model) llama.vram = 24; }")
    #expect(small.remarks.contains { $0.code == "model-too-large" })
    let large = try Fixture.plan(Fixture.desktop(Self.ada), "{ \(model) llama.vram = 80; }")
    #expect(!large.remarks.contains { $0.code == "model-too-large" })
    let unknown = try Fixture.plan(Fixture.desktop(Self.ada), "{ \(model) }")
    #expect(!unknown.remarks.contains { $0.code == "model-too-large" })
    #expect(unknown.llama?.fit != nil)
  }

  @Test func narrowBuildsAreInNoCache() throws {
    let plan = try Fixture.plan(
      Fixture.desktop(Self.ada),
      "{ llama.cudaCapabilities = [ \"8.9\" ]; nix.caches = [ \"nixos-cuda\" ]; }")
    #expect(plan.remarks.contains { $0.code == "cache-without-narrow-builds" })
  }

  @Test func ollamaComputesWhereLlamaDoes() throws {
    let answers = "{ ollama = { enable = true; models = [ \"qwen3:8b\" ]; }; }"
    let cuda = try Fixture.plan(Fixture.desktop(Self.ada), answers)
    #expect(cuda.assistants.ollama?.package == "ollama-cuda")
    #expect(cuda.assistants.unfree == ["cuda_cccl", "cuda_cudart", "cuda_nvcc", "libcublas"])
    let alone = try Fixture.plan(
      Fixture.desktop(Self.ada), "{ ollama.enable = true; llama.enable = false; }")
    #expect(alone.assistants.ollama?.package == "ollama-cuda")
    let relative = Fixture.amd(2, "gfx1032", rocm: .override, vulkan: "RADV")
    let rocm = try Fixture.plan(
      Fixture.desktop(relative), "{ ollama.enable = true; llama.acceleration = \"rocm\"; }")
    #expect(rocm.assistants.ollama?.rocmOverride == "10.3.0")
    #expect(try Fixture.plan(Fixture.desktop()).assistants.ollama == nil)
  }

  @Test func theWebPageFindsItsModels() throws {
    let hardware = Fixture.desktop(Self.ada)
    let plan = try Fixture.plan(hardware, "{ webui.enable = true; llama.host = \"::\"; }")
    let environment = try #require(plan.assistants.webUI?.environment)
    #expect(environment.contains(.init("OPENAI_API_BASE_URL", .text("http://127.0.0.1:8080/v1"))))
    #expect(environment.contains(.init("ENABLE_OLLAMA_API", .text("False"))))
    #expect(problems(hardware, "{ webui = { enable = true; port = 8080; }; }") == ["port-twice"])
    #expect(
      problems(hardware, "{ webui.enable = true; nix.unfree = \"none\"; }") == ["unfree-webui"])
    let idle = try Fixture.plan(
      hardware, "{ webui.enable = true; llama.enable = false; }")
    #expect(idle.remarks.contains { $0.code == "webui-without-models" })
  }
}
