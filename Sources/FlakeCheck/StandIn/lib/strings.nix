# Strings.
{ lib }:
let
  inherit (builtins)
    concatStringsSep
    length
    replaceStrings
    stringLength
    substring
    ;
in
rec {
  inherit (builtins)
    compareVersions
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    fromJSON
    genList
    head
    isAttrs
    isInt
    isList
    isPath
    isString
    match
    parseDrvName
    readFile
    replaceStrings
    split
    splitVersion
    stringLength
    storeDir
    substring
    tail
    toJSON
    typeOf
    unsafeDiscardStringContext
    ;

  lowerChars = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
  upperChars = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  join = concatStringsSep;
  concatStrings = concatStringsSep "";
  concatMapStrings = f: list: concatStrings (map f list);
  concatImapStrings = f: list: concatStrings (lib.imap1 f list);
  concatMapStringsSep = sep: f: list: concatStringsSep sep (map f list);
  concatImapStringsSep = sep: f: list: concatStringsSep sep (lib.imap1 f list);
  concatMapAttrsStringSep = sep: f: set: concatStringsSep sep (lib.mapAttrsToList f set);
  concatLines = concatMapStrings (line: line + "\n");
  intersperse =
    sep: list:
    if length list < 2 then
      list
    else
      lib.tail (
        builtins.concatMap (x: [
          sep
          x
        ]) list
      );
  replicate = n: text: concatStrings (lib.lists.replicate n text);

  # Blanks at both ends.
  trim = trimWith {
    start = true;
    end = true;
  };
  trimWith =
    {
      start ? false,
      end ? false,
    }:
    text:
    let
      blank = "[ \t\r\n]*";
      pattern = (if start then blank else "") + (if end then "(.*[^ \t\r\n])${blank}" else "(.*)");
      found = builtins.match pattern text;
    in
    if found == null then "" else builtins.head found;

  makeSearchPath = sub: paths: concatStringsSep ":" (map (p: "${p}/${sub}") (builtins.filter (p: p != null) paths));
  makeSearchPathOutput =
    output: sub: pkgs:
    makeSearchPath sub (map (lib.getOutput output) pkgs);
  makeLibraryPath = makeSearchPathOutput "lib" "lib";
  makeIncludePath = makeSearchPathOutput "dev" "include";
  makeBinPath = makeSearchPathOutput "bin" "bin";
  normalizePath = text: concatStringsSep "/" (builtins.filter (p: p != "") (splitString "/" text));
  optionalString = condition: text: if condition then text else "";
  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
  hasSuffix =
    suffix: text:
    let
      cut = stringLength text - stringLength suffix;
    in
    cut >= 0 && substring cut (-1) text == suffix;
  hasInfix = infix: text: builtins.match ".*${escapeRegex infix}.*" "${replaceStrings [ "\n" ] [ " " ] text}" != null;
  stringToCharacters = text: builtins.genList (i: substring i 1 text) (stringLength text);
  stringAsChars = f: text: concatStrings (map f (stringToCharacters text));
  charToInt = c: throw "nixwiz does not model lib.charToInt";
  escape = chars: replaceStrings chars (map (c: "\\${c}") chars);
  escapeC = chars: escape chars;
  escapeURL = text: builtins.replaceStrings [ " " "/" ":" "?" "#" "&" "=" "%" "+" "@" ] [ "%20" "%2F" "%3A" "%3F" "%23" "%26" "%3D" "%25" "%2B" "%40" ] text;
  escapeShellArg =
    arg:
    let
      text = toString arg;
    in
    if builtins.match "[[:alnum:],._+:@%/-]+" text == null then "'${replaceStrings [ "'" ] [ "'\\''" ] text}'" else text;
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;
  isValidPosixName = name: builtins.match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;
  toShellVar =
    name: value:
    if builtins.isList value then
      "declare -a ${name}=(${escapeShellArgs value})"
    else if builtins.isAttrs value && !isStringLike value then
      "declare -A ${name}=(${concatMapAttrsStringSep " " (n: v: "[${escapeShellArg n}]=${escapeShellArg v}") value})"
    else
      "${name}=${escapeShellArg value}";
  toShellVars = set: concatStringsSep "\n" (lib.mapAttrsToList toShellVar set);
  escapeNixString = text: escape [ "$" ] (builtins.toJSON text);
  escapeRegex = escape (stringToCharacters "\\[{()^$?*+|.");
  escapeNixIdentifier =
    text: if builtins.match "[a-zA-Z_][a-zA-Z0-9_'-]*" text != null then text else escapeNixString text;
  escapeXML = replaceStrings [ "\"" "'" "<" ">" "&" ] [ "&quot;" "&apos;" "&lt;" "&gt;" "&amp;" ];
  toLower = replaceStrings upperChars lowerChars;
  toUpper = replaceStrings lowerChars upperChars;
  toSentenceCase = text: if text == "" then "" else toUpper (substring 0 1 text) + toLower (substring 1 (-1) text);
  toCamelCase =
    text:
    let
      parts = builtins.filter (p: builtins.isString p && p != "") (builtins.split "[ _-]" text);
    in
    if parts == [ ] then "" else toLower (builtins.head parts) + concatMapStrings toSentenceCase (builtins.tail parts);
  addContextFrom = source: text: substring 0 0 source + text;
  appendContext = builtins.appendContext;
  splitString =
    sep: text:
    map (builtins.addErrorContext "while splitting a string") (
      builtins.filter builtins.isString (builtins.split (escapeRegex (toString sep)) (toString text))
    );
  removePrefix =
    prefix: text: if hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;
  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then substring 0 (stringLength text - stringLength suffix) text else text;
  versionOlder = a: b: builtins.compareVersions b a == 1;
  versionAtLeast = a: b: !versionOlder a b;
  getName = x: if builtins.isString x then (builtins.parseDrvName x).name else x.pname or (builtins.parseDrvName x.name).name;
  getVersion = x: if builtins.isString x then (builtins.parseDrvName x).version else x.version or (builtins.parseDrvName x.name).version;
  nameFromURL = url: sep: builtins.head (splitString sep (builtins.baseNameOf url));
  cmakeOptionType = type: feature: value: "-D${feature}:${toUpper type}=${value}";
  cmakeBool = feature: on: cmakeOptionType "bool" feature (toUpper (lib.boolToString on));
  cmakeFeature = feature: value: cmakeOptionType "string" feature value;
  mesonOption = feature: value: "-D${feature}=${value}";
  mesonBool = feature: on: mesonOption feature (lib.boolToString on);
  mesonEnable = feature: on: mesonOption feature (if on then "enabled" else "disabled");
  enableFeature = on: feature: "--${if on then "enable" else "disable"}-${feature}";
  enableFeatureAs = on: feature: value: enableFeature on feature + optionalString on "=${value}";
  withFeature = on: feature: "--${if on then "with" else "without"}-${feature}";
  withFeatureAs = on: feature: value: withFeature on feature + optionalString on "=${value}";
  fixedWidthString =
    width: filler: text:
    let
      size = stringLength text;
    in
    if size >= width then text else filler + fixedWidthString (width - stringLength filler) filler text;
  fixedWidthNumber = width: n: fixedWidthString width "0" (toString n);
  floatToString = builtins.toJSON;
  isConvertibleWithToString = x: isStringLike x || builtins.isList x || builtins.elem (builtins.typeOf x) [ "null" "int" "float" "bool" ];
  isCoercibleToString = isConvertibleWithToString;
  isStringLike = x: builtins.isString x || builtins.isPath x || x ? outPath || x ? __toString;
  isStorePath =
    x: isStringLike x && hasPrefix "${builtins.storeDir}/" (toString x);
  toInt =
    text:
    let
      found = builtins.match "[ \t]*(-?)(0*)([0-9]+)[ \t]*" text;
    in
    if found == null then
      throw "toInt: Could not convert ${escapeNixString text} to int."
    else if builtins.elemAt found 1 != "" then
      throw "toInt: Ambiguity in interpretation of ${escapeNixString text} between octal and zero padded integer."
    else
      builtins.fromJSON (builtins.head found + builtins.elemAt found 2);
  toIntBase10 =
    text:
    let
      found = builtins.match "[ \t]*0*(-?[0-9]+)[ \t]*" text;
    in
    if found == null then throw "toIntBase10: Could not convert ${escapeNixString text} to int." else builtins.fromJSON (let n = builtins.match "0*([0-9]+)" (builtins.head found); in if n == null then builtins.head found else builtins.head n);
  fileContents = file: removeSuffix "\n" (builtins.readFile file);
  readPathsFromFile = root: file: map (p: root + "/${p}") (builtins.filter (l: l != "" && !hasPrefix "#" l) (splitString "\n" (builtins.readFile file)));
  sanitizeDerivationName = text: if text == "" then "unknown" else concatStrings (map (p: if builtins.isList p then "-" else p) (builtins.split "[^[:alnum:]+._?=-]+" (builtins.unsafeDiscardStringContext text)));
  commonPrefixLength = a: b: length (lib.lists.commonPrefix (stringToCharacters a) (stringToCharacters b));
  commonSuffixLength =
    a: b:
    let
      reversed = text: lib.lists.reverseList (stringToCharacters text);
    in
    length (lib.lists.commonPrefix (reversed a) (reversed b));
  replaceString = from: to: replaceStrings [ from ] [ to ];
  # A new part begins between two characters of which the predicate says so; the one after them is kept or
  # left out.
  splitStringBy =
    predicate: keepSplit: text:
    let
      step =
        { parts, previous }:
        character: {
          previous = character;
          parts =
            if predicate previous character then
              parts ++ [ (if keepSplit then character else "") ]
            else
              lib.lists.init parts ++ [ (lib.lists.last parts + character) ];
        };
    in
    (builtins.foldl' step { parts = [ "" ]; previous = ""; } (stringToCharacters text)).parts;
  levenshtein = a: b: throw "nixwiz does not model lib.levenshtein";
  levenshteinAtMost = limit: a: b: throw "nixwiz does not model lib.levenshteinAtMost";
}
