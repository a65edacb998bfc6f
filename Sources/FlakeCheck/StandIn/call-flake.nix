# Calls the outputs of a flake with its inputs and ties the knot: `self` is what comes out.
#
# `graph` names where each input comes from: `{ kind; path; inputs; }` by node, with `info` where it is
# known what Nix tells of the source. Nothing is fetched and nothing locked; of a `known` flake the
# options are known, and what is not at hand is an `unknown` that accepts every use.
{
  graph,
  facts ? (import ./base.nix).facts,
}:
let
  info = path: {
    outPath = path;
    lastModified = 0;
    lastModifiedDate = "19700101000000";
    narHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };
  # As Nix has it, the path of a source is context: what mentions it depends on it.
  copied =
    info: info // { outPath = builtins.appendContext info.outPath { ${info.outPath}.path = true; }; };
  source =
    node: others: if node ? info then copied node.info else info node.path // others;
  revision = {
    rev = "0000000000000000000000000000000000000000";
    shortRev = "0000000";
    revCount = 0;
  };
  flake =
    name: node:
    import ./call-input.nix {
      inputs = builtins.mapAttrs (_: target: nodes.${target}) node.inputs;
      sourceInfo = source node (if name == "root" then { } else revision);
    };
  files = sourceInfo: sourceInfo // { inherit sourceInfo; };
  nodes = builtins.mapAttrs (
    name: node:
    if node.kind == "flake" then
      flake name node
    else if node.kind == "files" then
      files (source node revision)
    else if node.kind == "known" then
      import ./inputs { inherit facts; name = node.path; } // revision
    else
      import ./unknown-flake.nix { inherit facts name; } // revision
  ) graph;
in
nodes.root
