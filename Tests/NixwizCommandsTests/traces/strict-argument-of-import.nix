let
  failing = throw "no path";
in
import (failing + "/file.nix")
