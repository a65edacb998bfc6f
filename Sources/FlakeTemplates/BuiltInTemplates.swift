import SourceText

/// The files of `Templates/`, embedded so that the program is one file.
enum BuiltInTemplates {
  /// By name without `.mustache`, as `TemplateSet` wants them.
  static let files: [String: SourceFile] = Dictionary(
    embedded.map { ($0.0, SourceFile(name: "\($0.0).mustache", bytes: $0.1)) },
    uniquingKeysWith: { first, _ in first })

  private static let embedded: [(String, [UInt8])] = [
    ("_arguments.nix", PackageResources._arguments_nix_mustache),
    ("_disko-content.nix", PackageResources._disko_content_nix_mustache),
    ("_disko-file-system.nix", PackageResources._disko_file_system_nix_mustache),
    ("_llama-cpp-arguments.nix", PackageResources._llama_cpp_arguments_nix_mustache),
    ("_llama-cpp-flags.nix", PackageResources._llama_cpp_flags_nix_mustache),
    ("_llama-cpp.nix", PackageResources._llama_cpp_nix_mustache),
    ("_network-manager-family.nix", PackageResources._network_manager_family_nix_mustache),
    ("backups.nix", PackageResources.backups_nix_mustache),
    ("boot.nix", PackageResources.boot_nix_mustache),
    ("desktop.nix", PackageResources.desktop_nix_mustache),
    ("drift.nix", PackageResources.drift_nix_mustache),
    ("flake.nix", PackageResources.flake_nix_mustache),
    ("graphics.nix", PackageResources.graphics_nix_mustache),
    ("home.nix", PackageResources.home_nix_mustache),
    ("home.user.nix", PackageResources.home_user_nix_mustache),
    ("host.default.nix", PackageResources.host_default_nix_mustache),
    ("host.disko.nix", PackageResources.host_disko_nix_mustache),
    ("host.hardware.nix", PackageResources.host_hardware_nix_mustache),
    ("llama-cpp.nix", PackageResources.llama_cpp_nix_mustache),
    ("locale.nix", PackageResources.locale_nix_mustache),
    ("modules.default.nix", PackageResources.modules_default_nix_mustache),
    ("network.nix", PackageResources.network_nix_mustache),
    ("nix.nix", PackageResources.nix_nix_mustache),
    ("ollama.nix", PackageResources.ollama_nix_mustache),
    ("open-webui.nix", PackageResources.open_webui_nix_mustache),
    ("overlay.llama-cpp.nix", PackageResources.overlay_llama_cpp_nix_mustache),
    ("secrets.nix", PackageResources.secrets_nix_mustache),
    ("services.nix", PackageResources.services_nix_mustache),
    ("system.nix", PackageResources.system_nix_mustache),
    ("upgrades.nix", PackageResources.upgrades_nix_mustache),
    ("users.nix", PackageResources.users_nix_mustache),
    ("virtualisation.nix", PackageResources.virtualisation_nix_mustache),
  ]
}
