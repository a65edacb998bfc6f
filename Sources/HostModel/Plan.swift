package import SourceText

/// Everything that was decided for a host, each decision with its reason and origin.
///
/// A plan is made from facts and answers alone, so it can be made for any machine anywhere. It holds
/// no Nix: the templates say how a decision is spelt.
package struct Plan: Sendable, Hashable {
  package var answers: Answers
  package var release: Release
  package var host: HostPlan
  package var storage: StoragePlan
  package var machine: MachinePlan
  package var boot: BootPlan
  /// Nil when the host has no GPU that a driver is set up for.
  package var graphics: GraphicsPlan?
  /// Nil when llama.cpp is not set up.
  package var llama: LlamaPlan?
  package var assistants: AssistantsPlan
  package var desktop: DesktopPlan
  package var network: NetworkPlan
  package var accounts: AccountsPlan
  package var nix: NixPlan
  /// Nil when nothing watches for changes of the machine.
  package var drift: DriftPlan?
  /// What the user should know: cards that stay unused, Secure Boot, costs.
  package var remarks: [Diagnostic]

  /// Flakes that the host's flake takes beside nixpkgs, sorted.
  package var inputs: [FlakeInput] {
    var inputs: [FlakeInput] = []
    if llama?.source == .upstream { inputs.append(.llamaCpp) }
    if machine.profile != nil { inputs.append(.nixosHardware) }
    if storage.guest?.value == .wsl { inputs.append(.nixosWSL) }
    return inputs.sorted { $0.name < $1.name }
  }

  /// Plans a host, or says which answers contradict each other or the machine.
  package static func make(hardware: Hardware, answers: Answers) throws(PlanFailure) -> Plan {
    var planner = Planner(hardware: hardware, answers: answers)
    let plan = planner.plan()
    guard planner.failures.isEmpty else { throw PlanFailure(planner.failures) }
    return plan
  }
}

/// An input of the generated flake, which follows its nixpkgs.
package struct FlakeInput: Sendable, Hashable {
  package let name: String
  package let url: String

  package static let llamaCpp = FlakeInput(name: "llama-cpp", url: "github:ggml-org/llama.cpp")
  package static let nixosHardware = FlakeInput(
    name: "nixos-hardware", url: "github:NixOS/nixos-hardware")
  package static let nixosWSL = FlakeInput(
    name: "nixos-wsl", url: "github:nix-community/NixOS-WSL")
}

/// A value with the reason why it is that and no other.
package struct Decision<Value: Sendable & Hashable>: Sendable, Hashable {
  package var value: Value
  /// Half a sentence without a full stop, fit for a comment.
  package var reason: String
  package var origin: Origin

  package init(_ value: Value, _ reason: String, _ origin: Origin) {
    self.value = value
    self.reason = reason
    self.origin = origin
  }

  package static func found(_ value: Value, _ reason: String) -> Self {
    Self(value, reason, .hardware)
  }

  package static func rule(_ value: Value, _ reason: String) -> Self { Self(value, reason, .rule) }
}

/// Choices that cannot hold together.
package struct PlanFailure: Error, Sendable, Hashable {
  /// A contradiction with the questions at fault, the first of which is to be shown.
  package struct Problem: Sendable, Hashable {
    package var questions: [String]
    package var diagnostic: Diagnostic

    package init(questions: [String], diagnostic: Diagnostic) {
      self.questions = questions
      self.diagnostic = diagnostic
    }
  }

  package var problems: [Problem]

  package init(_ problems: [Problem]) { self.problems = problems }

  package var diagnostics: [Diagnostic] { problems.map(\.diagnostic) }
}

package struct HostPlan: Sendable, Hashable {
  package var name: String
  package var description: String
  /// The Nix system.
  package var system: String
  package var stateVersion: Decision<String>
  package var timeZone: String
  package var locale: String
  package var formats: String
  package var keyboard: Keyboard
  package var packages: [String]

  package struct Keyboard: Sendable, Hashable {
    package var layout: String
    package var variant: String
    package var options: String
    /// Empty for the same keys as XKB.
    package var console: String
  }
}

package struct DesktopPlan: Sendable, Hashable {
  package enum Environment: String, Sendable, Hashable {
    case none, plasma, gnome, xfce, cinnamon, cosmic
  }

  package var environment: Decision<Environment>
  package var audio: Bool
  package var bluetooth: Bool
  package var printing: Bool
}

package struct NetworkPlan: Sendable, Hashable {
  package enum Manager: String, Sendable, Hashable {
    case networkmanager, networkd
  }

  package var manager: Decision<Manager>
  package var ssh: Decision<Bool>
  package var sshPasswords: Bool
  package var tcpPorts: [Int]
  package var udpPorts: [Int]
}

package struct AccountsPlan: Sendable, Hashable {
  package struct Account: Sendable, Hashable {
    package var user: User
    /// All groups, sorted.
    package var groups: [String]
  }

  package var accounts: [Account]
  package var sudoPassword: Decision<Bool>
  /// `zsh` and `fish`, which must be set up as programs too.
  package var shells: [String]
}

package struct NixPlan: Sendable, Hashable {
  package enum Unfree: Sendable, Hashable {
    /// These names (as lib.getName gives them) in the host's own instance, sorted.
    case names([String])
    case all
  }

  package enum Collection: Sendable, Hashable {
    case never
    /// A systemd calendar word and the age in days.
    case every(String, olderThanDays: Int)
  }

  package var unfree: Unfree
  package var caches: [BinaryCache]
  package var collection: Collection
  /// Whether `nixpkgs.config.nvidia.acceptLicense` must be set.
  package var acceptsNVIDIALicense: Bool
}
