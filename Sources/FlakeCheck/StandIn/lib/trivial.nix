# Small functions that know no data structure.
{ lib }:
let
  inherit (builtins) floor;
in
rec {
  id = x: x;
  const = x: y: x;
  flip =
    f: a: b:
    f b a;
  pipe = builtins.foldl' (value: f: f value);
  concat = a: b: a ++ b;
  or = a: b: a || b;
  and = a: b: a && b;
  xor = a: b: a != b;
  bitNot = x: -1 - x;
  min = a: b: if a < b then a else b;
  max = a: b: if a > b then a else b;
  mod = a: b: a - b * (a / b);
  compare =
    a: b:
    if a < b then
      -1
    else if a > b then
      1
    else
      0;
  splitByAndCompare =
    p: yes: no: a: b:
    if p a then
      if p b then yes a b else -1
    else if p b then
      1
    else
      no a b;
  defaultTo = fallback: value: if value == null then fallback else value;
  mapNullable = f: value: if value == null then value else f value;
  mergeAttrs = a: b: a // b;
  boolToString = b: if b then "true" else "false";
  boolToYesNo = b: if b then "yes" else "no";

  inherit (builtins)
    pathExists
    readFile
    isBool
    isInt
    isFloat
    add
    sub
    mul
    div
    lessThan
    seq
    deepSeq
    genericClosure
    bitAnd
    bitOr
    bitXor
    ceil
    floor
    fromJSON
    toJSON
    tryEval
    ;

  isFunction = f: builtins.isFunction f || (f ? __functor && isFunction (f.__functor f));
  functionArgs =
    f: if f ? __functor then f.__functionArgs or (functionArgs (f.__functor f)) else builtins.functionArgs f;
  setFunctionArgs = f: args: {
    __functor = self: f;
    __functionArgs = args;
  };
  mirrorFunctionArgs = f: g: if functionArgs f == { } then g else setFunctionArgs g (functionArgs f);
  toFunction = v: if isFunction v then v else _: v;

  importJSON = path: builtins.fromJSON (builtins.readFile path);
  importTOML = path: builtins.fromTOML (builtins.readFile path);

  release = facts.release;
  version = "${release}pre-git";
  nixpkgsVersion = version;
  versionSuffix = "pre-git";
  codeName = "facts";
  revisionWithDefault = fallback: fallback;
  oldestSupportedRelease = 2605;
  oldestSupportedReleaseIsAtLeast = r: r <= oldestSupportedRelease;
  isInOldestRelease = oldestSupportedReleaseIsAtLeast;
  inherit (lib) facts;
  inNixShell = false;
  inPureEvalMode = true;

  warn = message: value: if builtins ? warn then builtins.warn message value else builtins.trace "evaluation warning: ${message}" value;
  warnIf = condition: message: if condition then warn message else id;
  warnIfNot = condition: message: if condition then id else warn message;
  throwIf = condition: message: if condition then throw message else id;
  throwIfNot = condition: message: if condition then id else throw message;
  info = message: builtins.trace "INFO: ${message}";
  showWarnings = warnings: value: builtins.foldl' (x: w: warn w x) value warnings;
  checkListOfEnum =
    message: valid: given:
    let
      unknown = lib.subtractLists valid given;
    in
    throwIfNot (unknown == [ ]) "${message}: ${builtins.concatStringsSep " " (map builtins.toString unknown)} unexpected; valid ones: ${builtins.concatStringsSep " " (map builtins.toString valid)}";

  # Digits of a number in a base, the highest first.
  toBaseDigits =
    base: number:
    let
      go = n: if n < base then [ n ] else go (n / base) ++ [ (mod n base) ];
    in
    go number;
  toHexString =
    number:
    builtins.concatStringsSep "" (
      map (digit: builtins.substring digit 1 "0123456789ABCDEF") (toBaseDigits 16 number)
    );
  fromHexString = text: (builtins.fromTOML "value = 0x${lib.removePrefix "0x" (lib.toLower text)}").value;
}
