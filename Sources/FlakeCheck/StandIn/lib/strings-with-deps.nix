# Text fragments that name the fragments before them (activation scripts).
{ lib }:
rec {
  fullDepEntry = text: deps: { inherit text deps; };
  noDepEntry = text: fullDepEntry text [ ];
  packEntry = deps: fullDepEntry "" deps;
  stringAfter = deps: text: { inherit text deps; };
  # The fragments named by `names`, each once and after what it needs.
  textClosureList =
    set: names:
    let
      visit =
        state: name:
        if builtins.isString name && state.done ? ${name} then
          state
        else if !builtins.isString name then
          state // { texts = state.texts ++ [ name ]; }
        else
          let
            entry = set.${name};
            before = builtins.foldl' visit (state // { done = state.done // { ${name} = true; }; }) (
              if builtins.isString entry then [ ] else entry.deps
            );
          in
          before // { texts = before.texts ++ [ (if builtins.isString entry then entry else entry.text) ]; };
    in
    (builtins.foldl' visit {
      done = { };
      texts = [ ];
    } names).texts;
  textClosureMap =
    f: set: names:
    builtins.concatStringsSep "\n" (map f (textClosureList set names));
}
