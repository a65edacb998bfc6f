[ 1 9223372036854775807 1.5 .5 1. 1.0e3 a-b' _ ./a ../b /c/d e/f ~/g ./h/${i}-j.k ~/${l} /${m}/n
  <nixpkgs> <a/b.c> http://example.org/?a=b x:y ]
