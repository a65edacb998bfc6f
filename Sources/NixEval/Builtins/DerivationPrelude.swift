/// `builtins.derivation`, which is a function of the language: it calls `derivationStrict` only when
/// a path of the result is asked for, and makes one set for each output.
enum DerivationPrelude {
  /// The name that its places have.
  static let name = "«nix-internal»/derivation-internal.nix"
  /// Where values say that it is.
  static let path = "/derivation-internal.nix"

  /// It is the first text that an evaluator reads.
  static var lastPosition: UInt32 { UInt32(source.utf8CodeUnitCount) + 1 }

  /// Lines and columns of what can fail, and of the attributes that every derivation has, are those in
  /// Nix, as its traces and `unsafeGetAttrPos` show them.
  static let source: StaticString = """
    # The function `derivation`. It takes the attributes of one derivation: its name, the system that
    # it is for, the program that builds it and what else that needs to know.
    #
    # `derivationStrict` does the work: it evaluates all attributes, and gives the paths of the
    # derivation and of its outputs. That is done as late as can be. The result here is a set with
    # all that was given, in which `drvPath` and `outPath` are the only attributes that need it, so
    # that a set of packages can be looked at without evaluating what they are built from.
    #
    # The set stands for the first output. It has an attribute for each output, which is a set of the
    # same kind, and `all` is the list of them. Attributes of a derivation:
    #
    #   outputs     names of its outputs; one that is called `out` as a rule
    #   name        of the store paths, behind the hash
    #   system      such as x86_64-linux
    #   builder     the program
    #   args        its arguments
    #
    # All others become variables of the environment of the builder, as strings; with
    # `__structuredAttrs` they are written to a file as JSON instead.
    #
    # What it gives besides:
    #
    #   drvPath     the store path of the derivation
    #   outPath     the store path of this output
    #   outputName  which one that is
    #   type        "derivation"
    #   drvAttrs    what was given
    #

    drvAttrs@{ outputs ? [ "out" ], ... }:
    let

      # The paths of all outputs and of the derivation at once, as they follow from one text.
      # Nothing of it is evaluated before one of them is asked for, so that a package can be
      # looked at, and overridden, without what it is built from.
      #
      strict = derivationStrict drvAttrs;

      # What all outputs have in common. The list has an element for each of them, from which
      # `listToAttrs` makes their attributes.
      #
      common = drvAttrs // builtins.listToAttrs all // {
          all = map (output: output.value) all;
          inherit drvAttrs;
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
