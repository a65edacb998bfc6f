{ lib }:
let
  inherit (lib) mkOption types;
in
{
  _module.args = mkOption { type = types.str; };
  boot.enabled = mkOption {
    type = types.bool;
    default = true;
  };
  boot.kernel = mkOption {
    type = types.package;
    defaultText = {
      _type = "literalExpression";
      text = "pkgs.linux";
    };
  };
  services.web = {
    enable = mkOption {
      type = types.bool;
      default = false;
    };
    port = mkOption {
      type = types.port;
      default = 80;
    };
    level = mkOption {
      type = types.nullOr (types.enum [
        "low"
        "hi\"gh"
        3
        null
      ]);
      default = null;
    };
    percent = mkOption { type = types.between 0 100; };
    mode = mkOption { type = types.strMatching "[0-7]{3}\\."; };
    # Nested more deeply than types are written down.
    value = mkOption {
      type = types.listOf (
        types.listOf (types.listOf (types.listOf (types.listOf (types.listOf (types.listOf types.int)))))
      );
      default = [ ];
    };
    names = mkOption { type = types.coercedTo types.str (types.listOf types.str); };
    # The members of each of many, and what may be given besides.
    hosts = mkOption {
      default = { };
      type = types.attrsOf (
        types.submodule {
          root = mkOption { type = types.str; };
          settings = mkOption {
            default = { };
            type = types.freeform (types.attrsOf types.str) {
              "a.b" = mkOption { type = types.int; };
              ":c" = mkOption {
                type = types.int;
                internal = true;
                readOnly = true;
              };
            };
          };
        }
      );
    };
    # A copy of a whole tree of options, which is not gone into.
    variant = mkOption {
      visible = "shallow";
      type = types.submodule { enable = mkOption { type = types.bool; }; };
    };
    # No data: nothing is said of the default.
    source = mkOption {
      type = types.str;
      default = ./all.nix;
    };
    # One that does not evaluate costs itself only.
    broken = mkOption { type = throw "no such type"; };
    # Two that are gone, one that moved.
    gone = mkOption {
      visible = false;
      apply = _: throw "The option `services.web.gone' can no longer be used since it's been removed.";
    };
    hidden = mkOption {
      visible = false;
      type = types.int;
      apply = value: value + 1;
    };
    moved = mkOption {
      visible = false;
      type = types.port;
      description = "Alias of {option}`services.web.port`.";
      apply = value: value;
    };
  };
}
