{
  empty = { };
  emptyLine = {
  };
  list = [ ];
  listLine = [
  ];
  one = {
    a = 1;
  };
  oneList = [ 1 ];
  two = [
    1
    2
  ];
  nested.path."quoted".${x}.more = { inherit a; };
  many.names.stand.side.row =
    someFunction withAnArgument thatIsLong andAnother thatIsLonger andMore
      andMoreAndMore;

  blank = 1;

  sets = [
    { a = 1; }
    {
      b = 2;
      c = 3;
    }
    (f x)
  ];
  value = { a = 1; }.a;
  fallback = x.y.z or "a default";
  longFallback =
    config.services.something.whose.long.name.fills.the.whole.line or pkgs.something.different.entirely;
  number = 1 .a;

}
