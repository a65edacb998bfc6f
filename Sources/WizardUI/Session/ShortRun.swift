/// The questions that a person is asked who wants to answer few: what cannot be found out and what
/// people differ about. All others have their defaults.
package enum ShortRun {
  package static let ids = [
    "host.name", "time.timeZone", "i18n.locale", "keyboard.layout", "users", "disks.source",
    "boot.device", "graphics.driver", "graphics.prime", "graphics.nvidia.acceptLicense",
    "desktop.environment", "network.ssh", "llama.enable", "llama.acceleration", "llama.model",
    "nix.unfree",
  ]
}
