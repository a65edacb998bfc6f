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
  package var services: ServicesPlan
  package var flake: FlakeOutputsPlan
  /// Nil when nothing watches for changes of the machine.
  package var drift: DriftPlan?
  /// Whether the system is yet to be installed: the running one is that of an installation medium.
  package var isInstallation: Bool
  /// Why the machine must be started anew after a switch; nil when a switch is enough.
  package var restart: String?
  /// What the user should know: cards that stay unused, Secure Boot, costs.
  package var remarks: [Diagnostic]

  /// Plans a host, or says which answers contradict each other or the machine.
  package static func make(hardware: Hardware, answers: Answers) throws(PlanFailure) -> Plan {
    var planner = Planner(hardware: hardware, answers: answers)
    let plan = planner.plan()
    guard planner.failures.isEmpty else { throw PlanFailure(planner.failures) }
    return plan
  }
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
  /// Whether the console gets its keys before the disk password is asked.
  package var keyboardEarly: Bool
  /// Programs for all users, each once.
  package var packages: [String]
  package var editor: Editor

  package struct Keyboard: Sendable, Hashable {
    package var layout: String
    package var variant: String
    package var options: String
    /// Empty for the same keys as XKB.
    package var console: String
  }
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
  /// Whether accounts and passwords may be changed on the machine.
  package var mutable: Decision<Bool>
  /// A file with the hash of root's password; nil for an account that is locked.
  package var rootPasswordFile: String?
  package var rootKeys: [String]
}
