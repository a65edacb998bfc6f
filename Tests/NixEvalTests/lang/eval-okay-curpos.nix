{
  inherit (__curPos) line column;
}
