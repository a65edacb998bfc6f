#include "CFacts.h"
#include "nixpkgs_facts.h"

/* Every file below Sources/FlakeCheck/StandIn; a test compares the list with the folder. */
static const uint8_t base[] = {
#embed "../FlakeCheck/StandIn/base.nix"
};
static const uint8_t call_flake[] = {
#embed "../FlakeCheck/StandIn/call-flake.nix"
};
static const uint8_t call_input[] = {
#embed "../FlakeCheck/StandIn/call-input.nix"
};
static const uint8_t cost[] = {
#embed "../FlakeCheck/StandIn/cost.nix"
};
static const uint8_t root_default[] = {
#embed "../FlakeCheck/StandIn/default.nix"
};
static const uint8_t extract_options[] = {
#embed "../FlakeCheck/StandIn/extract/options.nix"
};
static const uint8_t extract_packages[] = {
#embed "../FlakeCheck/StandIn/extract/packages.nix"
};
static const uint8_t facts_default[] = {
#embed "../FlakeCheck/StandIn/facts/default.nix"
};
static const uint8_t facts_open[] = {
#embed "../FlakeCheck/StandIn/facts/open.nix"
};
static const uint8_t flake[] = {
#embed "../FlakeCheck/StandIn/flake.nix"
};
static const uint8_t inputs_agenix[] = {
#embed "../FlakeCheck/StandIn/inputs/agenix.nix"
};
static const uint8_t inputs_default[] = {
#embed "../FlakeCheck/StandIn/inputs/default.nix"
};
static const uint8_t inputs_disko[] = {
#embed "../FlakeCheck/StandIn/inputs/disko.nix"
};
static const uint8_t inputs_home_manager[] = {
#embed "../FlakeCheck/StandIn/inputs/home-manager.nix"
};
static const uint8_t inputs_lanzaboote[] = {
#embed "../FlakeCheck/StandIn/inputs/lanzaboote.nix"
};
static const uint8_t inputs_sops_nix[] = {
#embed "../FlakeCheck/StandIn/inputs/sops-nix.nix"
};
static const uint8_t lib_asserts[] = {
#embed "../FlakeCheck/StandIn/lib/asserts.nix"
};
static const uint8_t lib_attrsets[] = {
#embed "../FlakeCheck/StandIn/lib/attrsets.nix"
};
static const uint8_t lib_cli[] = {
#embed "../FlakeCheck/StandIn/lib/cli.nix"
};
static const uint8_t lib_customisation[] = {
#embed "../FlakeCheck/StandIn/lib/customisation.nix"
};
static const uint8_t lib_debug[] = {
#embed "../FlakeCheck/StandIn/lib/debug.nix"
};
static const uint8_t lib_derivations[] = {
#embed "../FlakeCheck/StandIn/lib/derivations.nix"
};
static const uint8_t lib_default[] = {
#embed "../FlakeCheck/StandIn/lib/default.nix"
};
static const uint8_t lib_fileset[] = {
#embed "../FlakeCheck/StandIn/lib/fileset.nix"
};
static const uint8_t lib_filesystem[] = {
#embed "../FlakeCheck/StandIn/lib/filesystem.nix"
};
static const uint8_t lib_fixed_points[] = {
#embed "../FlakeCheck/StandIn/lib/fixed-points.nix"
};
static const uint8_t lib_generators[] = {
#embed "../FlakeCheck/StandIn/lib/generators.nix"
};
static const uint8_t lib_gvariant[] = {
#embed "../FlakeCheck/StandIn/lib/gvariant.nix"
};
static const uint8_t lib_kernel[] = {
#embed "../FlakeCheck/StandIn/lib/kernel.nix"
};
static const uint8_t lib_licenses[] = {
#embed "../FlakeCheck/StandIn/lib/licenses.nix"
};
static const uint8_t lib_lists[] = {
#embed "../FlakeCheck/StandIn/lib/lists.nix"
};
static const uint8_t lib_meta[] = {
#embed "../FlakeCheck/StandIn/lib/meta.nix"
};
static const uint8_t lib_modules_aliases[] = {
#embed "../FlakeCheck/StandIn/lib/modules/aliases.nix"
};
static const uint8_t lib_modules_collect[] = {
#embed "../FlakeCheck/StandIn/lib/modules/collect.nix"
};
static const uint8_t lib_modules_default[] = {
#embed "../FlakeCheck/StandIn/lib/modules/default.nix"
};
static const uint8_t lib_modules_evaluate[] = {
#embed "../FlakeCheck/StandIn/lib/modules/evaluate.nix"
};
static const uint8_t lib_modules_level[] = {
#embed "../FlakeCheck/StandIn/lib/modules/level.nix"
};
static const uint8_t lib_modules_merge[] = {
#embed "../FlakeCheck/StandIn/lib/modules/merge.nix"
};
static const uint8_t lib_modules_properties[] = {
#embed "../FlakeCheck/StandIn/lib/modules/properties.nix"
};
static const uint8_t lib_options[] = {
#embed "../FlakeCheck/StandIn/lib/options.nix"
};
static const uint8_t lib_path[] = {
#embed "../FlakeCheck/StandIn/lib/path.nix"
};
static const uint8_t lib_sources[] = {
#embed "../FlakeCheck/StandIn/lib/sources.nix"
};
static const uint8_t lib_strings_with_deps[] = {
#embed "../FlakeCheck/StandIn/lib/strings-with-deps.nix"
};
static const uint8_t lib_strings[] = {
#embed "../FlakeCheck/StandIn/lib/strings.nix"
};
static const uint8_t lib_systems[] = {
#embed "../FlakeCheck/StandIn/lib/systems.nix"
};
static const uint8_t lib_trivial[] = {
#embed "../FlakeCheck/StandIn/lib/trivial.nix"
};
static const uint8_t lib_types_base[] = {
#embed "../FlakeCheck/StandIn/lib/types/base.nix"
};
static const uint8_t lib_types_containers[] = {
#embed "../FlakeCheck/StandIn/lib/types/containers.nix"
};
static const uint8_t lib_types_default[] = {
#embed "../FlakeCheck/StandIn/lib/types/default.nix"
};
static const uint8_t lib_types_known[] = {
#embed "../FlakeCheck/StandIn/lib/types/known.nix"
};
static const uint8_t lib_types_primitive[] = {
#embed "../FlakeCheck/StandIn/lib/types/primitive.nix"
};
static const uint8_t lib_types_submodule[] = {
#embed "../FlakeCheck/StandIn/lib/types/submodule.nix"
};
static const uint8_t lib_versions[] = {
#embed "../FlakeCheck/StandIn/lib/versions.nix"
};
static const uint8_t nixos_checks[] = {
#embed "../FlakeCheck/StandIn/nixos/checks.nix"
};
static const uint8_t nixos_default[] = {
#embed "../FlakeCheck/StandIn/nixos/default.nix"
};
static const uint8_t nixos_lib_eval_config[] = {
#embed "../FlakeCheck/StandIn/nixos/lib/eval-config.nix"
};
static const uint8_t nixos_modules_accounts[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/accounts.nix"
};
static const uint8_t nixos_modules_base[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/base.nix"
};
static const uint8_t nixos_modules_misc_nixpkgs[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/misc/nixpkgs.nix"
};
static const uint8_t nixos_modules_module_list[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/module-list.nix"
};
static const uint8_t nixos_modules_rules_boot[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/rules/boot.nix"
};
static const uint8_t nixos_modules_rules_graphics[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/rules/graphics.nix"
};
static const uint8_t nixos_modules_rules_llama_cpp[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/rules/llama-cpp.nix"
};
static const uint8_t nixos_modules_rules_settings[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/rules/settings.nix"
};
static const uint8_t nixos_modules_rules_network[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/rules/network.nix"
};
static const uint8_t nixos_modules_rules_users[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/rules/users.nix"
};
static const uint8_t nixos_modules_virtualisation_proxmox_lxc[] = {
#embed "../FlakeCheck/StandIn/nixos/modules/virtualisation/proxmox-lxc.nix"
};
static const uint8_t outputs[] = {
#embed "../FlakeCheck/StandIn/outputs.nix"
};
static const uint8_t pkgs_check[] = {
#embed "../FlakeCheck/StandIn/pkgs/check.nix"
};
static const uint8_t pkgs_config[] = {
#embed "../FlakeCheck/StandIn/pkgs/config.nix"
};
static const uint8_t pkgs_default[] = {
#embed "../FlakeCheck/StandIn/pkgs/default.nix"
};
static const uint8_t pkgs_functions[] = {
#embed "../FlakeCheck/StandIn/pkgs/functions.nix"
};
static const uint8_t pkgs_gpu[] = {
#embed "../FlakeCheck/StandIn/pkgs/gpu.nix"
};
static const uint8_t pkgs_kernels[] = {
#embed "../FlakeCheck/StandIn/pkgs/kernels.nix"
};
static const uint8_t pkgs_nvidia[] = {
#embed "../FlakeCheck/StandIn/pkgs/nvidia.nix"
};
static const uint8_t pkgs_package[] = {
#embed "../FlakeCheck/StandIn/pkgs/package.nix"
};
static const uint8_t pkgs_scopes[] = {
#embed "../FlakeCheck/StandIn/pkgs/scopes.nix"
};
static const uint8_t unknown_flake[] = {
#embed "../FlakeCheck/StandIn/unknown-flake.nix"
};

#define FILE(path, data) {path, {data, sizeof data}}
static const nixwiz_stand_in_file files[] = {
    FILE("base.nix", base),
    FILE("call-flake.nix", call_flake),
    FILE("call-input.nix", call_input),
    FILE("cost.nix", cost),
    FILE("default.nix", root_default),
    FILE("extract/options.nix", extract_options),
    FILE("extract/packages.nix", extract_packages),
    FILE("facts/default.nix", facts_default),
    FILE("facts/open.nix", facts_open),
    FILE("flake.nix", flake),
    FILE("inputs/agenix.nix", inputs_agenix),
    FILE("inputs/default.nix", inputs_default),
    FILE("inputs/disko.nix", inputs_disko),
    FILE("inputs/home-manager.nix", inputs_home_manager),
    FILE("inputs/lanzaboote.nix", inputs_lanzaboote),
    FILE("inputs/sops-nix.nix", inputs_sops_nix),
    FILE("lib/asserts.nix", lib_asserts),
    FILE("lib/attrsets.nix", lib_attrsets),
    FILE("lib/cli.nix", lib_cli),
    FILE("lib/customisation.nix", lib_customisation),
    FILE("lib/debug.nix", lib_debug),
    FILE("lib/derivations.nix", lib_derivations),
    FILE("lib/default.nix", lib_default),
    FILE("lib/fileset.nix", lib_fileset),
    FILE("lib/filesystem.nix", lib_filesystem),
    FILE("lib/fixed-points.nix", lib_fixed_points),
    FILE("lib/generators.nix", lib_generators),
    FILE("lib/gvariant.nix", lib_gvariant),
    FILE("lib/kernel.nix", lib_kernel),
    FILE("lib/licenses.nix", lib_licenses),
    FILE("lib/lists.nix", lib_lists),
    FILE("lib/meta.nix", lib_meta),
    FILE("lib/modules/aliases.nix", lib_modules_aliases),
    FILE("lib/modules/collect.nix", lib_modules_collect),
    FILE("lib/modules/default.nix", lib_modules_default),
    FILE("lib/modules/evaluate.nix", lib_modules_evaluate),
    FILE("lib/modules/level.nix", lib_modules_level),
    FILE("lib/modules/merge.nix", lib_modules_merge),
    FILE("lib/modules/properties.nix", lib_modules_properties),
    FILE("lib/options.nix", lib_options),
    FILE("lib/path.nix", lib_path),
    FILE("lib/sources.nix", lib_sources),
    FILE("lib/strings-with-deps.nix", lib_strings_with_deps),
    FILE("lib/strings.nix", lib_strings),
    FILE("lib/systems.nix", lib_systems),
    FILE("lib/trivial.nix", lib_trivial),
    FILE("lib/types/base.nix", lib_types_base),
    FILE("lib/types/containers.nix", lib_types_containers),
    FILE("lib/types/default.nix", lib_types_default),
    FILE("lib/types/known.nix", lib_types_known),
    FILE("lib/types/primitive.nix", lib_types_primitive),
    FILE("lib/types/submodule.nix", lib_types_submodule),
    FILE("lib/versions.nix", lib_versions),
    FILE("nixos/checks.nix", nixos_checks),
    FILE("nixos/default.nix", nixos_default),
    FILE("nixos/lib/eval-config.nix", nixos_lib_eval_config),
    FILE("nixos/modules/accounts.nix", nixos_modules_accounts),
    FILE("nixos/modules/base.nix", nixos_modules_base),
    FILE("nixos/modules/misc/nixpkgs.nix", nixos_modules_misc_nixpkgs),
    FILE("nixos/modules/module-list.nix", nixos_modules_module_list),
    FILE("nixos/modules/rules/boot.nix", nixos_modules_rules_boot),
    FILE("nixos/modules/rules/graphics.nix", nixos_modules_rules_graphics),
    FILE("nixos/modules/rules/llama-cpp.nix", nixos_modules_rules_llama_cpp),
    FILE("nixos/modules/rules/settings.nix", nixos_modules_rules_settings),
    FILE("nixos/modules/rules/network.nix", nixos_modules_rules_network),
    FILE("nixos/modules/rules/users.nix", nixos_modules_rules_users),
    FILE("nixos/modules/virtualisation/proxmox-lxc.nix",
         nixos_modules_virtualisation_proxmox_lxc),
    FILE("outputs.nix", outputs),
    FILE("pkgs/check.nix", pkgs_check),
    FILE("pkgs/config.nix", pkgs_config),
    FILE("pkgs/default.nix", pkgs_default),
    FILE("pkgs/functions.nix", pkgs_functions),
    FILE("pkgs/gpu.nix", pkgs_gpu),
    FILE("pkgs/kernels.nix", pkgs_kernels),
    FILE("pkgs/nvidia.nix", pkgs_nvidia),
    FILE("pkgs/package.nix", pkgs_package),
    FILE("pkgs/scopes.nix", pkgs_scopes),
    FILE("unknown-flake.nix", unknown_flake),
};

const nixwiz_stand_in_file *nixwiz_stand_in(size_t index) {
  return index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
