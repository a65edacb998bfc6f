{ inputs, ... }:
final: _prev: {
  # The packages of the project's own flake. `llama-cpp` itself stays that of nixpkgs, as other
  # packages override it by nixpkgs' names of its arguments.
  llamaPackages =
    (final.callPackage "${inputs.llama-cpp}/.devops/nix/scope.nix" {
      llamaVersion = inputs.llama-cpp.shortRev or "0.0.0";
    }).overrideScope
      (
        _: previous: {
          llama-cpp = previous.llama-cpp.override { useVulkan = true; };
        }
      );
}
