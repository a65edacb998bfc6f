# Source trees. The checker copies nothing: a filtered source is the path it was made from.
{ lib }:
rec {
  canCleanSource = src: true;
  cleanSourceFilter = name: type: true;
  cleanSource = src: src;
  cleanSourceWith =
    {
      src,
      filter ? _: _: true,
      name ? null,
    }:
    src;
  filterSource = filter: src: src;
  sourceByRegex = src: regexes: src;
  sourceByGlobs = src: globs: src;
  sourceFilesBySuffices = src: suffices: src;
  trace = src: src;
  pathIsGitRepo = path: false;
  pathHasContext = builtins.hasContext or (_: false);
  commitIdFromGitRepo = _: "0000000000000000000000000000000000000000";
  shortRev = rev: builtins.substring 0 7 rev;
  revOrTag = rev: tag: if tag != null then tag else rev;
  repoRevToName = kind: repo: rev: "source";
  urlToName = url: "source";
}
