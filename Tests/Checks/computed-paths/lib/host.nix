# A path with a hole that leads nowhere is shown where it is written, not where its last part is.
nixpkgs: name:
nixpkgs.lib.nixosSystem {
  modules = [
    ./machines/${name}
  ];
}
