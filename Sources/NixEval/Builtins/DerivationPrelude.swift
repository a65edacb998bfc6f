/// `builtins.derivation`, which is a function of the language: it calls `derivationStrict` only when
/// a path of the result is asked for, and makes one set for each output.
enum DerivationPrelude {
  static let source: StaticString = """
    attributes@{ outputs ? [ "out" ], ... }:
    let
      strict = derivationStrict attributes;
      common = attributes // builtins.listToAttrs all // {
        all = map (output: output.value) all;
        drvAttrs = attributes;
      };
      toOutput = outputName: {
        name = outputName;
        value = common // {
          outPath = builtins.getAttr outputName strict;
          drvPath = strict.drvPath;
          type = "derivation";
          inherit outputName;
        };
      };
      all = map toOutput outputs;
    in
    (builtins.head all).value
    """
}
