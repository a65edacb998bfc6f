# One flake with its inputs. A function of its own, as its calls are remembered from one check to the
# next: what an input gives does not depend on the tree that is checked.
{ inputs, sourceInfo }:
let
  file = import (sourceInfo.outPath + "/flake.nix");
  outputs = file.outputs (inputs // { self = self; });
  self =
    outputs
    // sourceInfo
    // {
      inherit inputs outputs sourceInfo;
      _type = "flake";
    };
in
self
