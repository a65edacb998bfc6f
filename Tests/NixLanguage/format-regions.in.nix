{
  a   =   1;
  /*nixfmt:disable*/
  matrix = [
    1 0
    0 1
  ];
  /*nixfmt:enable*/
  b   =   2;
  c = f /*nixfmt:disable*/ x;
  text = ''
    ${
      /*nixfmt:disable*/
      g   x
    }
     kept
  '';
  d   =   3;
     /*nixfmt:enable*/
  e   =   4;
  /*nixfmt:disable*/
  f   =   5;
}
