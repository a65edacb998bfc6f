{
  a = [ 1 { b = abort "inside"; } ];
}
