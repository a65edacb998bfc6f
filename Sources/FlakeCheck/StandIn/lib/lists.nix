# Lists.
{ lib }:
let
  inherit (builtins)
    elemAt
    length
    genList
    foldl'
    filter
    ;
in
rec {
  inherit (builtins)
    all
    any
    concatLists
    concatMap
    elem
    elemAt
    filter
    foldl'
    genList
    groupBy
    head
    isList
    length
    map
    partition
    sort
    tail
    ;

  singleton = x: [ x ];
  forEach = list: f: map f list;
  foldr =
    op: nul: list:
    let
      count = length list;
      go = i: if i == count then nul else op (elemAt list i) (go (i + 1));
    in
    go 0;
  fold = foldr;
  foldl =
    op: nul: list:
    let
      go = i: if i == -1 then nul else op (go (i - 1)) (elemAt list i);
    in
    go (length list - 1);
  imap0 = f: list: genList (i: f i (elemAt list i)) (length list);
  imap1 = f: list: genList (i: f (i + 1) (elemAt list i)) (length list);
  imap = imap1;
  ifilter0 =
    p: list: map (i: elemAt list i) (filter (i: p i (elemAt list i)) (genList lib.id (length list)));
  remove = x: filter (y: y != x);
  flatten = x: if builtins.isList x then concatMap flatten x else [ x ];
  count = p: foldl' (n: x: if p x then n + 1 else n) 0;
  findFirstIndex =
    p: fallback: list:
    let
      end = length list;
      go =
        i:
        if i == end then
          fallback
        else if p (elemAt list i) then
          i
        else
          go (i + 1);
    in
    go 0;
  findFirst =
    p: fallback: list:
    let
      i = findFirstIndex p null list;
    in
    if i == null then fallback else elemAt list i;
  findSingle =
    p: fallback: multiple: list:
    let
      found = filter p list;
    in
    if found == [ ] then
      fallback
    else if length found == 1 then
      builtins.head found
    else
      multiple;
  optional = condition: x: if condition then [ x ] else [ ];
  optionals = condition: xs: if condition then xs else [ ];
  toList = x: if builtins.isList x then x else [ x ];
  range = first: last: if first > last then [ ] else genList (i: first + i) (last - first + 1);
  replicate = n: x: genList (_: x) n;
  groupBy' =
    op: nul: key: list:
    builtins.mapAttrs (_: foldl' op nul) (builtins.groupBy key list);
  zipListsWith =
    f: a: b:
    genList (i: f (elemAt a i) (elemAt b i)) (lib.min (length a) (length b));
  zipLists = zipListsWith (fst: snd: { inherit fst snd; });
  reverseList =
    list:
    let
      last = length list - 1;
    in
    genList (i: elemAt list (last - i)) (length list);
  sortOn =
    key: list:
    map (pair: pair.value) (
      builtins.sort (a: b: a.key < b.key) (
        map (value: {
          inherit value;
          key = key value;
        }) list
      )
    );
  compareLists =
    compare: a: b:
    if a == [ ] then
      if b == [ ] then 0 else -1
    else if b == [ ] then
      1
    else
      let
        first = compare (builtins.head a) (builtins.head b);
      in
      if first == 0 then compareLists compare (builtins.tail a) (builtins.tail b) else first;
  # Numbers inside strings compared as numbers.
  naturalSort =
    list:
    let
      key = text: map (part: if builtins.isList part then lib.toIntBase10 (builtins.head part) else part) (builtins.split "([0-9]+)" text);
      order = a: b: if builtins.typeOf a == builtins.typeOf b then lib.compare a b else if builtins.isInt a then -1 else 1;
    in
    builtins.sort (a: b: compareLists order (key a) (key b) < 0) list;
  sublist =
    start: count: list:
    let
      available = length list - start;
      size = if available < 0 then 0 else lib.min count available;
    in
    genList (i: elemAt list (start + i)) size;
  take = sublist 0;
  takeEnd = n: list: drop (lib.max 0 (length list - n)) list;
  drop = n: list: sublist n (length list) list;
  dropEnd = n: list: take (lib.max 0 (length list - n)) list;
  hasPrefix = prefix: list: take (length prefix) list == prefix;
  removePrefix =
    prefix: list:
    if hasPrefix prefix list then drop (length prefix) list else throw "lists.removePrefix: the list does not begin with the prefix";
  commonPrefix =
    a: b:
    let
      n = findFirstIndex (i: elemAt a i != elemAt b i) (lib.min (length a) (length b)) (range 0 (lib.min (length a) (length b) - 1));
    in
    take n a;
  last = list: if list == [ ] then throw "lists.last: list must not be empty!" else elemAt list (length list - 1);
  init = list: if list == [ ] then throw "lists.init: list must not be empty!" else take (length list - 1) list;
  crossLists = f: foldl' (fs: args: concatMap (f: map f args) fs) [ f ];
  unique = foldl' (seen: x: if builtins.elem x seen then seen else seen ++ [ x ]) [ ];
  uniqueStrings = list: builtins.attrNames (builtins.groupBy lib.id list);
  allUnique = list: length (unique list) == length list;
  intersectLists = e: filter (x: builtins.elem x e);
  subtractLists = e: filter (x: !(builtins.elem x e));
  mutuallyExclusive = a: b: !(builtins.any (x: builtins.elem x a) b);
  concatAttrValues = set: builtins.concatLists (builtins.attrValues set);
  replaceElemAt = list: index: x: imap0 (i: old: if i == index then x else old) list;

  listDfs =
    stopOnCycles: before: list:
    let
      visit =
        us: visited: rest:
        let
          cycles = filter (x: before x us) visited;
          parted = builtins.partition (x: before x us) rest;
        in
        if stopOnCycles && cycles != [ ] then
          {
            cycle = us;
            loops = cycles;
            inherit visited rest;
          }
        else if parted.right == [ ] then
          {
            minimal = us;
            inherit visited rest;
          }
        else
          visit (builtins.head parted.right) ([ us ] ++ visited) (builtins.tail parted.right ++ parted.wrong);
    in
    visit (builtins.head list) [ ] (builtins.tail list);
  toposort =
    before: list:
    if length list < 2 then
      { result = list; }
    else
      let
        step = listDfs true before list;
      in
      if step ? cycle then
        {
          cycle = reverseList ([ step.cycle ] ++ step.visited);
          inherit (step) loops;
        }
      else
        let
          more = toposort before (step.visited ++ step.rest);
        in
        if more ? cycle then more else { result = [ step.minimal ] ++ more.result; };
}
