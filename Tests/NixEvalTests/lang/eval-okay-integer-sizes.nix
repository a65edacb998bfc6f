# Integers of up to 28 bits are words, larger ones objects: nothing may show where one ends.
let
  edge = 134217728;
  numbers = [
    (edge - 1)
    edge
    (edge + 1)
    (-edge - 1)
    (-edge)
    (-edge + 1)
  ];
in
{
  inherit numbers;
  sums = map (n: n + n) numbers;
  differences = map (n: n - 2 * n) numbers;
  products = map (n: n * 16) numbers;
  quotients = map (n: n / 2) numbers;
  negated = map (n: -n) numbers;
  equal = map (n: n == n + 0 && [ n ] == [ (n - 1 + 1) ] && { a = n; } == { a = n + 1 - 1; }) numbers;
  found = map (n: builtins.elem (n + 1 - 1) numbers) numbers;
  sorted = builtins.sort builtins.lessThan (numbers ++ map (n: n + 1) numbers);
  keys = map (e: e.key) (
    builtins.genericClosure {
      startSet = [ { key = edge - 1; } ];
      operator = e: [ { key = if e.key > edge then edge else e.key + 1; } ];
    }
  );
  text = builtins.toJSON numbers;
  read = builtins.fromJSON "[134217727, 134217728, -134217728, -134217729]";
  bits = map (builtins.bitXor (-1)) numbers;
  rounded = map builtins.ceil [
    134217726.5
    134217727.5
    (-134217728.5)
    (-134217729.5)
  ];
  carried = [
    (2147483647 + 1)
    (-2147483648 - 1)
    (4294967295 + 1)
    (1152921504606846975 + 1)
    (9223372036854775806 + 1)
  ];
}
